import type { JobStep } from "../backend/bindings/types";
import { hasEnded, isAtWork } from "./stepTone";

const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
};
const latest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

/** The step that says where several steps stand together: one that failed, else one at work, else one still to come. */
const leading = (steps: readonly JobStep[]): JobStep | undefined =>
  steps.find((step) => step.state === "failed") ??
  steps.find((step) => isAtWork(step) && step.problem) ??
  steps.find(isAtWork) ??
  steps.find((step) => !hasEnded(step)) ??
  steps.find((step) => step.state === "done") ??
  steps[0];

/** Several steps of one kind as one: it begins with the first of them and ends with the last. */
export function joinedSteps(steps: readonly JobStep[]): JobStep | undefined {
  const first = leading(steps);
  if (!first || steps.length === 1) return first;
  const over = steps.every(hasEnded);
  const estimates = steps.flatMap((step) => (hasEnded(step) || !step.estimate ? [] : [step.estimate]));
  return {
    ...first,
    shareWith: [...new Set(steps.flatMap((step) => step.shareWith))],
    shareRefused: [...new Set(steps.flatMap((step) => step.shareRefused))],
    startedAt: earliest(steps.map((step) => step.startedAt)),
    finishedAt: over ? latest(steps.map((step) => step.finishedAt)) : null,
    estimate:
      estimates.length > 0
        ? {
            earliest: Math.max(...estimates.map((estimate) => estimate.earliest)),
            latest: Math.max(...estimates.map((estimate) => estimate.latest)),
            fromSteps: Math.min(...estimates.map((estimate) => estimate.fromSteps)),
          }
        : null,
  };
}

/** In how many regions the steps are done, of how many. */
export function regionsDone(steps: readonly JobStep[], isStepDone = (step: JobStep): boolean => step.state === "done"): { done: number; all: number } {
  const regions = [...new Set(steps.map((step) => step.regionId))];
  const isDone = (region: string) => steps.every((step) => step.regionId !== region || isStepDone(step));
  return { done: regions.filter(isDone).length, all: regions.length };
}
