import type { JobStep, ProblemCode, StepState } from "../backend/bindings/types";
import type { Tone } from "../components/Status";
import { checkCounts } from "./checkCounts";

const TONES: Record<StepState, Tone> = {
  pending: "idle",
  sending: "running",
  reconciling: "warning",
  waiting: "idle",
  running: "running",
  cancelling: "running",
  done: "good",
  failed: "bad",
  skipped: "idle",
  cancelled: "idle",
  stopped: "idle",
  unreadable: "warning",
};

const AT_WORK: readonly StepState[] = ["sending", "reconciling", "waiting", "running", "cancelling"];
const ENDED: readonly StepState[] = ["done", "failed", "skipped", "cancelled", "stopped"];

export const isAtWork = (step: JobStep): boolean => AT_WORK.includes(step.state);
export const hasEnded = (step: JobStep): boolean => ENDED.includes(step.state);

/** The copy stands in the queue of its region. */
export const isQueued = (step: JobStep): boolean => step.state === "running" && (step.queuedBehind !== null || step.cloudStatus === "Waiting");

const NOT_LISTED: readonly ProblemCode[] = ["imageNotListed", "snapshotNotListed", "taskNotListed"];

/** The cloud does not list the result of a step that is followed. */
export const isNotListed = (step: JobStep): boolean => isAtWork(step) && NOT_LISTED.some((code) => code === step.problem?.code);

/** The cloud has refused some of the accounts, and the others have got what was asked. */
export const isSharedPartly = (step: JobStep): boolean => step.state === "failed" && step.acceptedAt !== null && step.shareRefused.length > 0;

/** The shape of a step. A check that found risks is done, and still needs care. */
export function stepTone(step: JobStep): Tone {
  if (isQueued(step)) return "idle";
  if (isAtWork(step) && step.problem && step.state === "running") return "warning";
  if (step.state === "done" && step.check) {
    const { high, medium } = checkCounts(step.check);
    return high > 0 ? "bad" : medium > 0 ? "warning" : "good";
  }
  return TONES[step.state];
}
