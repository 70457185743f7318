import type { JournalOutcome } from "../backend/bindings/types";
import type { Tone } from "../components/Status";

/** The shape before the word of an outcome. */
export const OUTCOME_TONES: Record<JournalOutcome, Tone> = {
  sent: "running",
  accepted: "good",
  refused: "bad",
  unknown: "warning",
  notSent: "idle",
};

/** In the order in which they are offered. */
export const OUTCOMES = Object.keys(OUTCOME_TONES) as JournalOutcome[];
