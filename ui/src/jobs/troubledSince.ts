import type { JobDetail, JobEventCode, JobStep } from "../backend/bindings/types";

const TROUBLE: readonly JobEventCode[] = ["throttled", "paused", "noAnswer", "notListed"];

/** Since when a step has had no good answer: the oldest of its newest events that tell of trouble, or its last good answer. */
export function troubledSince(job: JobDetail, step: JobStep): number | null {
  let since: number | null = null;
  for (const event of job.events) {
    if (event.position !== step.position) continue;
    if (!TROUBLE.includes(event.code)) break;
    since = event.at;
  }
  return since ?? step.lastSeenAt;
}
