import type { JobStep } from "../backend/bindings/types";

/** A line of the clock: a step, and for a copy the restoring of its features, which is the last part of its bar. */
export interface StepRow {
  step: JobStep;
  restore: JobStep | null;
  /** Number of the group in its circle: steps of one kind share one. */
  group: number;
  /** The first line of its group carries the circle, the others are tied to it. */
  first: boolean;
  last: boolean;
}

/** The part of a line that is at work: the copy, and once that is done the restoring. */
export const partAtWork = ({ step, restore }: Pick<StepRow, "step" | "restore">): JobStep => (restore && step.state === "done" ? restore : step);

/** The lines of a job, in the order of its steps. */
export function stepRows(steps: readonly JobStep[]): StepRow[] {
  const copies = new Set(steps.filter((step) => step.kind === "copyImage").map((step) => step.position));
  const restoreOf = new Map<number, JobStep>();
  for (const step of steps) {
    const copy = step.kind === "restoreFeatures" ? step.after.find((position) => copies.has(position)) : undefined;
    if (copy !== undefined) restoreOf.set(copy, step);
  }
  const folded = new Set(restoreOf.values());
  const shown = steps.filter((step) => !folded.has(step));
  const kinds = [...new Set(shown.map((step) => step.kind))];
  return kinds.flatMap((kind, index) => {
    const group = shown.filter((step) => step.kind === kind);
    return group.map((step, place) => ({
      step,
      restore: restoreOf.get(step.position) ?? null,
      group: index + 1,
      first: place === 0,
      last: place === group.length - 1,
    }));
  });
}
