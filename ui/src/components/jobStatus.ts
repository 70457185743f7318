import type { TFunction } from "i18next";
import type { JobState, JobSummary, StepState, StepSummary } from "../backend/bindings/types";
import type { Tone } from "./Status";

const JOB_TONES: Record<JobState, Tone> = {
  running: "running",
  waiting: "idle",
  done: "good",
  failed: "bad",
  stopped: "idle",
  undone: "idle",
  unreadable: "warning",
};

/** The shape before the word of a job. */
export const jobTone = (state: JobState): Tone => JOB_TONES[state];

/** Whether a job has not come to its end. */
export const isUnfinished = (job: Pick<JobSummary, "state">): boolean => job.state === "running" || job.state === "waiting";

/** The word for where a job stands. */
export const jobWord = (state: JobState, t: TFunction): string => t(`status.job.${state}`);

const ENDED: readonly StepState[] = ["done", "skipped", "cancelled", "stopped"];

/** What the current step of a job is doing: “Copying to cn-shanghai”. Of a job that is over: its word. */
export function currentWords(job: JobSummary, t: TFunction): string {
  const { current } = job;
  const isOver = job.state === "unreadable" || (!isUnfinished(job) && job.state !== "failed");
  if (!current || isOver || ENDED.includes(current.state)) return jobWord(job.state, t);
  return stepWords(current, t);
}

function stepWords({ kind, state, regionId, cloudStatus }: StepSummary, t: TFunction): string {
  const region = { region: regionId };
  if (state === "failed") return t(`step.failed.${kind}`, region);
  if (state === "waiting" || cloudStatus === "Waiting") return t(`step.waiting.${kind}`, region);
  return t(`step.working.${kind}`, region);
}

/** Percent of the current step, while it is at work. */
export const currentPercent = (job: JobSummary): number | null => (isUnfinished(job) && job.current?.state === "running" ? job.current.progress : null);

/** “2 of 5 steps”. */
export const stepsWords = (job: Pick<JobSummary, "stepsDone" | "stepsTotal">, t: TFunction): string => t("step.count", { done: job.stepsDone, count: job.stepsTotal });
