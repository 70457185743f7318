import type { JobDetail } from "../backend/bindings/types";

/** The step of a deletion that is skipped to undo it. */
export const UNDO_STEP = 1;

/** Whether the time to undo it had to begin again. */
export const isUndoneAnew = (job: JobDetail | undefined): boolean => job?.steps.find(({ position }) => position === UNDO_STEP)?.problem?.params.again !== undefined;

/** When the deletion begins, milliseconds since the epoch; `null` when it cannot be undone any more, or that is not known. */
export function undoOf(job: JobDetail | undefined): number | null {
  const step = job?.steps.find(({ position }) => position === UNDO_STEP);
  const at = step?.problem?.code === "undoTimeRuns" ? Number(step.problem.params.at) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
