import type { Account, JobSummary } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { currentPercent, currentWords, isUnfinished, jobTone, jobWord, stepsWords } from "../components/jobStatus";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import styles from "./JobsPage.module.css";

interface Props {
  job: JobSummary;
  account: Account | undefined;
  now: number;
}

/** One job; the whole line opens it. */
export function JobLine({ job, account, now }: Props) {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const percent = currentPercent(job);
  const step = currentWords(job, common);
  return (
    <div className={styles.row} role="row">
      <span role="cell">
        <Status tone={jobTone(job.state)} percent={percent}>
          {jobWord(job.state, common)}
        </Status>
      </span>
      <span role="cell" className="trunc">
        <button type="button" className={`${styles.open} trunc`} onClick={() => go({ page: "job", id: job.id })} data-tip={job.name} data-tip-cut="">
          {job.name}
        </button>
      </span>
      <span role="cell" className="trunc">
        {account ? (
          <AccountTag account={account} />
        ) : (
          <span className="faint" data-tip={t("list.removedAccount")}>
            {job.accountAlias || t("list.removedAccount")}
          </span>
        )}
      </span>
      <span role="cell" className="trunc muted">
        {job.regionId}
      </span>
      <span role="cell" className="trunc muted">
        {job.state !== "unreadable" && stepsWords(job, common)}
      </span>
      <span role="cell" className={`${styles.progress} trunc muted`} data-tip={step} data-tip-cut="">
        {(isUnfinished(job) || job.state === "failed") && <span className="trunc">{step}</span>}
        {percent !== null && <span>{format.percent(percent)}</span>}
      </span>
      <span role="cell" className="muted">
        {format.dateTime(job.createdAt)}
      </span>
      <span role="cell" className="muted" data-column="took">
        {job.finishedAt !== null || isUnfinished(job) ? format.took((job.finishedAt ?? now) - job.createdAt) : "–"}
      </span>
    </div>
  );
}
