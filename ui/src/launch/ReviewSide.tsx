import { ConfirmTyped } from "../components/ConfirmTyped";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { GuidanceList } from "../components/GuidanceList";
import { useOverflow } from "../components/useOverflow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFormat } from "../format/useFormat";
import { useCheckLines } from "./useCheckLines";
import type { Launch } from "./useLaunch";

interface Props {
  launch: Launch;
  /** In production: what was typed to confirm. */
  confirm: { typed: string; onType: (typed: string) => void; error: string | undefined } | undefined;
}

/** What the cloud was asked just now, what differs, and in production the number that has to be typed. */
export function ReviewSide({ launch, confirm }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const overflow = useOverflow();
  const lines = useCheckLines(launch);
  const { draft, review, fault, askAgain } = launch;
  const notAsked = fault !== null || (review.problem && !review.asking);
  const title = review.asking || !review.data ? t("review.checking") : t("review.checkedAt", { time: format.dateTime(review.data.askedAt).slice(0, 16) });
  return (
    <aside {...overflow} className={styles.side} aria-label={t("review.checks")}>
      <div className={styles.sideHead}>
        <h3 role="status">{notAsked ? t("review.notAsked") : title}</h3>
        <button type="button" className="link" aria-disabled={review.asking || undefined} onClick={() => !review.asking && askAgain()}>
          {t("review.again")}
        </button>
      </div>
      {review.problem && !review.asking && <CouldNotAsk problem={review.problem} plain />}
      <GuidanceList close items={lines} />
      <div className={styles.part}>
        <h3>{t("review.time")}</h3>
        <p className="t12 muted">{t("review.timeText")}</p>
      </div>
      {confirm && <ConfirmTyped {...confirm} title={t("review.production")} ask={t("review.confirm")} label={t("review.confirmLabel")} wanted={String(draft.count)} />}
    </aside>
  );
}
