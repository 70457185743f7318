import type { JobDetail, JobStep } from "../backend/bindings/types";

/** The instances that a step works on; of a snapshot, those of the steps that wait for it. */
export function instancesOf(job: JobDetail, step: JobStep): string[] {
  if (step.instanceIds.length > 0) return step.instanceIds;
  const waiting = job.steps.filter((other) => other.after.includes(step.position));
  return [...new Set(waiting.flatMap((other) => other.instanceIds))];
}

/** The instance of a step, where a job works on several and each step on one of them. */
export function ownInstance(job: JobDetail, step: JobStep): string | null {
  const all = new Set(job.steps.flatMap((other) => other.instanceIds));
  const [only, ...others] = instancesOf(job, step);
  return all.size > 1 && only !== undefined && others.length === 0 ? only : null;
}
