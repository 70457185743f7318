import type { JobDetail, JobStep } from "../backend/bindings/types";
import { hasEnded, isAtWork, isQueued } from "./stepTone";
import type { StepRow } from "./stepRows";

/** How a part of a bar is drawn: grey, blue, crimson, outlined, hatched, dashed (if retried now) or dotted (in the queue). */
export type BarKind = "done" | "running" | "failed" | "rest" | "range" | "retry" | "queue";

/** Of the time after now. */
export const AHEAD: readonly BarKind[] = ["rest", "range", "retry"];

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

/** What a step has done so far. */
function past(step: JobStep, now: number): Bar[] {
  const { startedAt, finishedAt, state } = step;
  if (startedAt === null) return [];
  if (isQueued(step)) return [{ kind: "queue", from: startedAt, to: now }];
  if (isAtWork(step)) return [{ kind: "running", from: startedAt, to: now }];
  if (state === "failed") return step.acceptedAt === null ? [] : [{ kind: "failed", from: startedAt, to: finishedAt ?? now }];
  return state !== "pending" && finishedAt !== null ? [{ kind: "done", from: startedAt, to: finishedAt }] : [];
}

/** What is still to come: the part that is sure from `from` on, and the part between the earliest and the latest end. */
function future({ estimate, state }: JobStep, from: number, now: number): Bar[] {
  if (!estimate || estimate.latest <= now) return [];
  const earliest = Math.max(estimate.earliest, from);
  const bars: Bar[] = [];
  if (earliest > from) bars.push({ kind: state === "failed" ? "retry" : "rest", from, to: earliest });
  if (estimate.latest > earliest) bars.push({ kind: "range", from: earliest, to: estimate.latest });
  return bars;
}

function ofStep(job: JobDetail, step: JobStep, now: number): Bar[] {
  if (step.state === "pending") return future(step, earliestStart(job, step, now), now);
  return [...past(step, now), ...(isAtWork(step) || step.state === "failed" ? future(step, now, now) : [])];
}

/** The bars of several steps in one line: what each has done, and one future for all that are still to come. */
function ofSteps(job: JobDetail, whole: JobStep, parts: readonly JobStep[], now: number): Bar[] {
  const begun = parts.flatMap((part) => past(part, now));
  const ahead = parts.filter((part) => part.state === "pending" && part.estimate);
  const from = isAtWork(whole) || whole.state === "failed" ? now : Math.min(...ahead.map((part) => earliestStart(job, part, now)));
  return [...begun, ...(Number.isFinite(from) ? future(whole, from, now) : [])];
}

/** The bars of a line. The restoring of a copy is the last part of its bar. */
export function rowBars(job: JobDetail, { step, parts, restore }: StepRow, now: number): Bar[] {
  if (parts.length > 1 && !restore) return ofSteps(job, step, parts, now);
  return [...ofStep(job, step, now), ...(restore && step.state === "done" ? ofStep(job, restore, now) : [])];
}
