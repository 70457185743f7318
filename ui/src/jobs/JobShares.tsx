import { useTranslation } from "react-i18next";
import type { Account, JobDetail } from "../backend/bindings/types";
import { NamedAccountTag } from "../components/AccountTag";
import { useAccountName } from "../components/accountName";
import { CopyButton } from "../components/CopyButton";
import { Status, type Tone } from "../components/Status";
import { inFours } from "../image/accountIds";
import styles from "./JobSide.module.css";

/** Whom the images are shared with, and in how many regions that is done. */
export function JobShares({ job, accounts }: { job: JobDetail; accounts: readonly Account[] }) {
  const { t } = useTranslation("jobs");
  const nameOf = useAccountName();
  const shares = job.steps.filter((step) => step.kind === "shareImage" && step.state !== "skipped");
  const ids = [...new Set(shares.flatMap((step) => step.shareWith))];
  if (ids.length === 0) return null;
  const shareStatus = (id: string): { tone: Tone; word: string } => {
    const mine = shares.filter((step) => step.shareWith.includes(id));
    const done = mine.filter((step) => step.state === "done").length;
    const failed = mine.some((step) => step.state === "failed");
    if (done === mine.length) return { tone: "good", word: t("shares.all", { count: done }) };
    if (failed) return { tone: "bad", word: t("shares.failed", { done, all: mine.length }) };
    return done === 0 ? { tone: "idle", word: t("shares.notYet") } : { tone: "running", word: t("shares.some", { done, all: mine.length }) };
  };
  return (
    <section className={styles.section} aria-labelledby="shares-title">
      <h3 id="shares-title">
        {t("shares.title")}
        <span className={styles.note}>{t("shares.where")}</span>
      </h3>
      <ul>
        {ids.map((id) => {
          const known = accounts.find((account) => account.uid === id);
          const { tone, word } = shareStatus(id);
          return (
            <li key={id} className={styles.sharee}>
              <span className="trunc">{known ? <NamedAccountTag account={known} name={nameOf(known)} /> : <span className="muted">{t("shares.unknown")}</span>}</span>
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
