import { ConfirmTyped } from "../components/ConfirmTyped";
import { GuidanceList } from "../components/GuidanceList";
import { useOverflow } from "../components/useOverflow";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { reviewChecks } from "./reviewChecks";
import type { DraftState } from "./useImageDraft";
import styles from "../components/Wizard.module.css";

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
  const reason = useProblemWords();
  const { draft, review } = state;
  const heading = () => {
    if (review.asking || (review.at === null && review.notAsked === null)) return t("review.checked");
    if (review.at === null) return t("review.neverRead");
    const time = format.dateTime(review.at).slice(0, 16);
    return t(review.notAsked ? "review.asOf" : "review.checkedAt", { time });
  };
  return (
    <aside {...overflow} className={styles.side} aria-label={t("review.checked")}>
      <div className={styles.sideHead}>
        <h3 role="status">{heading()}</h3>
        <button type="button" className="link" aria-disabled={review.asking || undefined} onClick={() => !review.asking && state.askAgain()}>
          {t("review.again")}
        </button>
      </div>
      <GuidanceList close items={reviewChecks(state, t, words, reason)} />
      <div className={styles.part}>
        <h3>{t("review.time")}</h3>
        <p className="t12 muted">{t("review.timeText")}</p>
      </div>
      {confirm && <ConfirmTyped {...confirm} title={t("review.production")} ask={t("review.confirm")} label={t("review.confirmLabel")} wanted={draft.name} />}
    </aside>
  );
}
