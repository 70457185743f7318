import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { JobSummary } from "../backend/bindings/types";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { Badge } from "../components/Badge";
import { Progress } from "../components/Progress";
import { StatusShape } from "../components/Status";
import { isUnfinished, jobTone, jobWord } from "../components/imageStatus";
import { useFormat } from "../format/useFormat";
import { go } from "../route";
import { SyncFailures } from "./SyncFailures";
import { SyncAge } from "./SyncAge";
import styles from "./StatusBar.module.css";

/** Jobs that have room in the bar. */
const SHOWN = 2;

/** What is going on, on every page. */
export function StatusBar() {
  const { t } = useTranslation(["shell", "common"]);
  const { data: jobs = [] } = useQuery(jobsQuery);
  const { data: practice = false } = useQuery({ ...accountsQuery, select: (all) => all.some((account) => account.kind === "practice") });
  const running = jobs.filter(isUnfinished);
  const more = running.length - SHOWN;
  return (
    <footer className={styles.bar} aria-label={t("statusbar.label")}>
      {running.slice(0, SHOWN).map((job) => (
        <RunningJob key={job.id} job={job} />
      ))}
      {more > 0 && (
        <button
          type="button"
          className={styles.cell}
          aria-label={t("statusbar.moreJobsLabel", { count: more })}
          onClick={() => go({ page: "jobs" })}
        >
          {t("statusbar.moreJobs", { count: more })}
        </button>
      )}
      <span className={styles.fill} />
      {practice && (
        <div className={styles.cell}>
          <Badge>{t("common:practice")}</Badge>
        </div>
      )}
      <SyncFailures />
      <SyncAge />
    </footer>
  );
}

function RunningJob({ job }: { job: JobSummary }) {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const { t: common } = useTranslation("common");
  const state = jobWord(job, common);
  const percent = job.progress === null ? null : format.percent(job.progress);
  const label =
    percent === null
      ? t("statusbar.openJob", { name: job.imageName, state })
      : t("statusbar.openJobPercent", { name: job.imageName, state, percent });
  return (
    <button type="button" className={styles.cell} aria-label={label} onClick={() => go({ page: "job", id: job.id })}>
      <StatusShape tone={jobTone(job.state)} percent={job.progress} />
      <span className={`${styles.name} trunc`} data-tip={job.imageName} data-tip-cut="">
        {job.imageName}
      </span>
      <span>{state}</span>
      {job.progress !== null && (
        <>
          <Progress percent={job.progress} label={state} width={56} />
          <span>{percent}</span>
        </>
      )}
    </button>
  );
}
