import type { TFunction } from "i18next";
import type { Tone } from "./Status";

const TONES: Record<string, Tone> = { accomplished: "good", progressing: "running", failed: "bad" };
const KNOWN = ["progressing", "accomplished", "failed"] as const;

/** Shape of a snapshot's status; one that is not known is a hollow ring. */
export const snapshotTone = (status: string): Tone => TONES[status] ?? "idle";

/** Word of a snapshot's status; one that is not known keeps the cloud's own word, and none is said to be unknown. */
export function snapshotWord(status: string, t: TFunction): string {
  const known = KNOWN.find((word) => word === status);
  return known ? t(`status.snapshot.${known}`) : status || t("status.unknown");
}
