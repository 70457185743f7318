import { ShareeName } from "../addressBook/ShareeName";
import { useSharees } from "../addressBook/useSharees";
import type { JobDetail } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { Status, type Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { regionsDone } from "./joinedSteps";
import { isSharedPartly } from "./stepTone";
import styles from "./JobSide.module.css";

interface Props {
  job: JobDetail;
  kind: "shareImage" | "unshareImage";
}

/** Whom the images are shared with, or no longer, and in how many regions that is done. */
export function JobShares({ job, kind }: Props) {
  const { t } = useTranslation("jobs");
  const sharee = useSharees();
  const shares = job.steps.filter((step) => step.kind === kind && step.state !== "skipped");
  const ids = [...new Set(shares.flatMap((step) => step.shareWith))];
  if (ids.length === 0) return null;
  const ends = kind === "unshareImage";
  const shareStatus = (id: string): { tone: Tone; word: string } => {
    const mine = shares.filter((step) => step.shareWith.includes(id));
    const { done, all } = regionsDone(mine, (step) => step.state === "done" || (isSharedPartly(step) && !step.shareRefused.includes(id)));
    const refused = mine.some((step) => step.shareRefused.includes(id));
    const failed = mine.some((step) => step.state === "failed" && !isSharedPartly(step));
    if (done === all) return { tone: "good", word: t(ends ? "shares.unshared" : "shares.all", { count: done }) };
    if (refused && all === 1) return { tone: "bad", word: t("shares.refused") };
    if (refused || failed) return { tone: "bad", word: t("shares.failed", { done, all }) };
    return done === 0 ? { tone: "idle", word: t("shares.notYet") } : { tone: "running", word: t("shares.some", { done, all }) };
  };
  const titleId = `${kind}-title`;
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <h3 id={titleId}>
        {t(ends ? "shares.unshareTitle" : "shares.title")}
        {job.summary.purpose === "image" && <span className={styles.note}>{t("shares.where")}</span>}
      </h3>
      <ul>
        {ids.map((id) => {
          const { tone, word } = shareStatus(id);
          return (
            <li key={id} className={styles.sharee}>
              <span className="trunc">
                <ShareeName sharee={sharee(id)} unknown={t("shares.unknown")} />
              </span>
              <span className={styles.id}>
                <span className="mono selectable">{inFours(id)}</span>
                <CopyButton text={id} name={t("shares.id")} className={styles.copy ?? ""} />
              </span>
              <Status tone={tone}>{word}</Status>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
