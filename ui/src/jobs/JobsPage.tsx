import { useQuery } from "@tanstack/react-query";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { isUnfinished } from "../components/jobStatus";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { JobLine } from "./JobLine";
import styles from "./JobsPage.module.css";

/** Every job, newest first. */
export default function JobsPage() {
  const { t } = useTranslation("jobs");
  const { data: jobs, error, refetch } = useQuery(jobsQuery);
  const { data: accounts } = useQuery(accountsQuery);
  const now = useNow(jobs?.some(isUnfinished) ? 1000 : 30_000);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t("title")}</h1>
        {jobs && <span className="faint t12">{jobs.length}</span>}
      </header>
      {error && (
        <div className={styles.centre}>
          <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {jobs?.length === 0 && (
        <div className={styles.centre}>
          <EmptyState title={t("list.empty.title")} text={t("list.empty.text")}>
            <Button onClick={() => go({ page: "snapshots" })}>{t("list.empty.action")}</Button>
          </EmptyState>
        </div>
      )}
      {jobs && jobs.length > 0 && (
        <div className={styles.table} role="table" aria-label={t("list.label")}>
          <div className={styles.columns} role="row">
            {(["state", "name", "account", "region", "steps", "step", "started", "took"] as const).map((column) => (
              <span key={column} role="columnheader" data-column={column}>
                {t(`list.${column}`)}
              </span>
            ))}
          </div>
          <div className={styles.rows} role="rowgroup">
            {jobs.map((job) => (
              <JobLine key={job.id} job={job} account={accounts?.find((account) => account.id === job.accountId)} now={now} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
