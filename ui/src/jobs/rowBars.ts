import type { JobDetail, JobStep } from "../backend/bindings/types";
import { hasEnded, isAtWork, isQueued } from "./stepTone";
import type { StepRow } from "./stepRows";

/** How a part of a bar is drawn: grey, blue, crimson, outlined, hatched, dashed (if retried now) or dotted (in the queue). */
export type BarKind = "done" | "running" | "failed" | "rest" | "range" | "retry" | "queue";

export interface Bar {
  kind: BarKind;
  from: number;
  to: number;
}

/** When a step that has not begun can begin: at the earliest end of those before it. */
function earliestStart(job: JobDetail, step: JobStep, now: number): number {
  const before = job.steps.filter((other) => step.after.includes(other.position));
  return Math.max(now, ...before.map((other) => (hasEnded(other) ? now : (other.estimate?.earliest ?? now))));
}

function ofStep(job: JobDetail, step: JobStep, now: number): Bar[] {
  const { startedAt, finishedAt, estimate, state } = step;
  const bars: Bar[] = [];
  const ahead = (first: BarKind, from: number) => {
    if (!estimate || estimate.latest <= now) return;
    const earliest = Math.max(estimate.earliest, from);
    if (earliest > from) bars.push({ kind: first, from, to: earliest });
    if (estimate.latest > earliest) bars.push({ kind: "range", from: earliest, to: estimate.latest });
  };
  if (state === "pending") ahead("rest", earliestStart(job, step, now));
  else if (isQueued(step)) {
    if (startedAt !== null) bars.push({ kind: "queue", from: startedAt, to: now });
    ahead("rest", now);
  } else if (isAtWork(step) && startedAt !== null) {
    bars.push({ kind: "running", from: startedAt, to: now });
    ahead("rest", now);
  } else if (state === "failed") {
    if (step.acceptedAt !== null && startedAt !== null) bars.push({ kind: "failed", from: startedAt, to: finishedAt ?? now });
    ahead("retry", now);
  } else if (startedAt !== null && finishedAt !== null) bars.push({ kind: "done", from: startedAt, to: finishedAt });
  return bars;
}

/** The bars of a line: what has been, what is, and what is still to come. The restoring of a copy is the last part of its bar. */
export function rowBars(job: JobDetail, { step, restore }: StepRow, now: number): Bar[] {
  return [...ofStep(job, step, now), ...(restore && step.state === "done" ? ofStep(job, restore, now) : [])];
}
