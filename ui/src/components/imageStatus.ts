import type { TFunction } from "i18next";
import type { JobState, JobSummary } from "../backend/bindings/types";
import type { Tone } from "./Status";

const KNOWN = ["Creating", "Waiting", "Available", "UnAvailable", "CreateFailed", "Deprecated"] as const;
const TONES: Record<string, Tone> = {
  Creating: "running",
  Waiting: "idle",
  Available: "good",
  UnAvailable: "warning",
  CreateFailed: "bad",
  Deprecated: "idle",
};

export const imageTone = (status: string): Tone => TONES[status] ?? "idle";

/** The cloud's word for an image, translated when it is known. */
export function imageWord(status: string, t: TFunction): string {
  const known = KNOWN.find((word) => word === status);
  return known ? t(`status.image.${known}`) : status;
}

const JOB_TONES: Record<JobState, Tone> = {
  intent: "idle",
  sending: "running",
  reconciling: "running",
  waiting: "idle",
  running: "running",
  available: "good",
  failed: "bad",
};

export const jobTone = (state: JobState): Tone => JOB_TONES[state];

/** Jobs that are not at their end. */
export const isUnfinished = (job: JobSummary): boolean => job.state !== "available" && job.state !== "failed";

/** What is going on: the cloud's word while it works, ours before and after. */
export function jobWord(job: Pick<JobSummary, "state" | "cloudStatus">, t: TFunction): string {
  return job.state === "running" && job.cloudStatus ? imageWord(job.cloudStatus, t) : t(`status.job.${job.state}`);
}
