import type { TFunction } from "i18next";
import type { Tone } from "./Status";

const KNOWN = ["Creating", "Waiting", "Available", "UnAvailable", "CreateFailed", "Deprecated"] as const;
const TONES: Record<string, Tone> = {
  Creating: "running",
  Waiting: "idle",
  Available: "good",
  UnAvailable: "warning",
  CreateFailed: "bad",
  Deprecated: "idle",
};

export const imageTone = (status: string): Tone => TONES[status] ?? "idle";

/** The cloud's word for an image, translated when it is known; without one it is said that it is not known. */
export function imageWord(status: string, t: TFunction): string {
  const known = KNOWN.find((word) => word === status);
  return known ? t(`status.image.${known}`) : status || t("status.unknown");
}
