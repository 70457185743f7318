import type { JobDetail } from "../backend/bindings/types";

/** The newest time that a job tells of. */
function newest({ summary, steps, events }: JobDetail): number {
  const times = steps.flatMap((step) => [step.startedAt, step.acceptedAt, step.lastSeenAt, step.finishedAt]);
  return Math.max(summary.createdAt, summary.finishedAt ?? 0, events[0]?.at ?? 0, ...times.map((time) => time ?? 0));
}

/** Now as a job is shown: the time of the window is told by the second, and what the job tells may be newer. */
export const timeOfJob = (job: JobDetail, now: number): number => Math.max(now, newest(job));
