import type { AttemptOutcome } from "../backend/bindings/types";
import type { Tone } from "../components/Status";

/** The shape before the word for what came of an attempt. */
export const OUTCOME_TONES: Record<AttemptOutcome, Tone> = {
  unsent: "idle",
  sending: "running",
  accepted: "good",
  adopted: "good",
  refused: "bad",
  throttled: "warning",
  unknown: "warning",
};
