import type { JobSummary } from "../backend/bindings/types";
import { currentPercent, currentWords, jobTone, stepsWords } from "../components/jobStatus";
import { Progress } from "../components/Progress";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import styles from "./StatusBar.module.css";

/** A job in the status bar: its name, what its current step does, how many steps are done. Opens the job. */
export function RunningJob({ job }: { job: JobSummary }) {
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const state = currentWords(job, common);
  const steps = stepsWords(job, common);
  const progress = currentPercent(job);
  const percent = progress === null ? null : format.percent(progress);
  return (
    // Its words are its name; the spaces are not seen, they keep the words apart where they are read.
    <button type="button" className={styles.cell} onClick={() => go({ page: "job", id: job.id })}>
      <StatusShape tone={jobTone(job.state)} percent={progress} />
      <span className={`${styles.name} trunc`} data-tip={job.name} data-tip-cut="">
        {job.name}
      </span>{" "}
      <span className={styles.step}>{state}</span> {job.stepsTotal > 1 && <span className={styles.steps}>{steps}</span>}{" "}
      {progress !== null && (
        <>
          {job.stepsTotal === 1 && <Progress percent={progress} label={state} width={56} />}
          <span>{percent}</span>
        </>
      )}
    </button>
  );
}
