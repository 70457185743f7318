import { useTranslation } from "react-i18next";
import { GuidanceList } from "../components/GuidanceList";
import { Icon } from "../components/Icon";
import { TextField } from "../components/TextField";
import { useOverflow } from "../components/useOverflow";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { reviewChecks } from "./reviewChecks";
import type { DraftState } from "./useImageDraft";
import styles from "./Wizard.module.css";

interface Props {
  state: DraftState;
  /** In production: what was typed to confirm. */
  confirm: { typed: string; onType: (typed: string) => void; error: string | undefined } | undefined;
}

/** What was checked, what is not known, and in production the confirmation. */
export function ReviewSide({ state, confirm }: Props) {
  const { t } = useTranslation("image");
  const words = useFindingWords();
  const format = useFormat();
  const overflow = useOverflow();
  const { draft, checkedAt } = state;
  const heading = checkedAt > 0 ? t("review.checkedAt", { time: format.time(checkedAt) }) : t("review.checked");
  return (
    <aside {...overflow} className={styles.side} aria-label={t("review.checked")}>
      <h3>{heading}</h3>
      <GuidanceList close items={reviewChecks(state, t, words)} />
      <div className={styles.part}>
        <h3>{t("review.time")}</h3>
        <p className="t12 muted">{t("review.timeText")}</p>
      </div>
      {confirm && (
        <div className={styles.part} data-confirm="">
          <h3>{t("review.production")}</h3>
          <p className={styles.ask}>{t("review.confirm")}</p>
          <TextField
            label={t("review.confirmLabel")}
            labelHidden
            production
            value={confirm.typed}
            onChange={confirm.onType}
            error={confirm.error}
            trailing={
              confirm.typed === draft.name && draft.name !== "" ? (
                <span className={styles.matches}>
                  <Icon name="check" size="small" />
                </span>
              ) : null
            }
          />
        </div>
      )}
    </aside>
  );
}
