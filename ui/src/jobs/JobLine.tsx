import { useTranslation } from "react-i18next";
import type { Account, JobSummary } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { isUnfinished, jobTone, jobWord } from "../components/imageStatus";
import { Progress } from "../components/Progress";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
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
  const unfinished = isUnfinished(job);
  return (
    <div className={styles.row} role="row">
      <span role="cell">
        <Status tone={jobTone(job.state)} percent={job.progress}>
          {jobWord(job, common)}
        </Status>
      </span>
      <span role="cell" className="trunc">
        <button type="button" className={`${styles.open} trunc`} onClick={() => go({ page: "job", id: job.id })} data-tip={job.imageName} data-tip-cut="">
          {job.imageName}
        </button>
      </span>
      <span role="cell" className="trunc">
        {account ? <AccountTag account={account} /> : <span className="faint">{t("list.removedAccount")}</span>}
      </span>
      <span role="cell" className="trunc muted">
        {job.regionId}
      </span>
      <span role="cell" className={styles.progress}>
        {unfinished && job.progress !== null && (
          <>
            <Progress percent={job.progress} label={job.imageName} width={72} />
            <span>{format.percent(job.progress)}</span>
          </>
        )}
      </span>
      <span role="cell" className="muted">
        {format.dateTime(job.createdAt)}
      </span>
      <span role="cell" className="muted" data-column="took">
        {format.took((job.finishedAt ?? now) - job.createdAt)}
      </span>
    </div>
  );
}
