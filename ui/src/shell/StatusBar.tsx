import { useQuery } from "@tanstack/react-query";
import { accountsQuery, exportsQuery, jobsQuery } from "../backend/queries";
import { Badge } from "../components/Badge";
import { isUnfinished } from "../components/jobStatus";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { RunningExport } from "./RunningExport";
import { RunningJob } from "./RunningJob";
import { SyncFailures } from "./SyncFailures";
import { SyncAge } from "./SyncAge";
import styles from "./StatusBar.module.css";

/** Jobs that have room in the bar. */
const SHOWN = 2;

/** What is going on, on every page. */
export function StatusBar() {
  const { t } = useTranslation(["shell", "common"]);
  const { data: jobs = [] } = useQuery(jobsQuery);
  const { data: exporting = [] } = useQuery({ ...exportsQuery, select: (all) => all.filter(({ state }) => state === "running") });
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
      {exporting.map((each) => (
        <RunningExport key={each.id} of={each} />
      ))}
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
