import { ConfirmTyped } from "../components/ConfirmTyped";
import { useOverflow } from "../components/useOverflow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { PricePart } from "./PricePart";
import { StepsPart } from "./StepsPart";
import type { Change } from "./useChange";
import own from "./Change.module.css";

interface Props {
  change: Change;
  /** In production, on the last page: what was typed to confirm. */
  confirm?: { ask: string; label: string; wanted: string; typed: string; onType: (typed: string) => void; error: string | undefined } | undefined;
}

/** What it costs, and what will run. */
export function ChangeSide({ change, confirm }: Props) {
  const { t } = useTranslation("change");
  const overflow = useOverflow();
  return (
    <aside {...overflow} className={styles.side} aria-label={t("side")}>
      {/* First, so that nothing has to be looked for before the last button. */}
      {confirm && (
        <div className={own.confirm}>
          <ConfirmTyped {...confirm} title={t("review.production")} />
        </div>
      )}
      <PricePart change={change} />
      <StepsPart change={change} />
    </aside>
  );
}
