import type { JobStep, StepKindName } from "../backend/bindings/types";
import { joinedSteps } from "./joinedSteps";

/** A line of the clock: one step, or the sharing in all regions as one. */
export interface StepRow {
  /** The step; of several steps in one line, all of them as one. */
  step: JobStep;
  /** Every step in this line, the restoring of a copy among them. */
  parts: readonly JobStep[];
  /** Of a copy: the restoring of its features, which is the last part of its bar. */
  restore: JobStep | null;
  /** Number of the group in its circle: steps of one kind share one. */
  group: number;
  /** The first line of its group carries the circle, the others are tied to it. */
  first: boolean;
  last: boolean;
}

/** Shares an image with accounts, or ends it. */
export const isSharing = (kind: StepKindName): boolean => kind === "shareImage" || kind === "unshareImage";

/** The part of a line that is at work: the copy, and once that is done the restoring. */
export const partAtWork = ({ step, restore }: Pick<StepRow, "step" | "restore">): JobStep => (restore && step.state === "done" ? restore : step);

/** The lines of a job, in the order of its steps. Sharing is one line, in however many regions it is done. */
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
    const lines = isSharing(kind) ? [group] : group.map((step) => [step]);
    return lines.flatMap((line, place): StepRow[] => {
      const step = joinedSteps(line);
      if (!step) return [];
      const restore = restoreOf.get(step.position) ?? null;
      return [{ step, parts: restore ? [...line, restore] : line, restore, group: index + 1, first: place === 0, last: place === lines.length - 1 }];
    });
  });
}
