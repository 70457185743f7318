import type { TFunction } from "i18next";
import type { InstanceRow } from "../backend/bindings/types";
import type { Tone } from "../components/Status";

const KNOWN = ["Running", "Stopped", "Starting", "Stopping", "Pending"] as const;
const TONES: Record<string, Tone> = { Running: "good", Stopped: "idle", Starting: "running", Stopping: "running", Pending: "running" };
const LOCKS = ["financial", "security", "recycling", "dedicatedhostfinancial", "refunded"] as const;

/** Shape and word of an instance: the cloud's own, or that it is locked, with the reasons. */
export function instanceState({ status, lockReasons }: Pick<InstanceRow, "status" | "lockReasons">, t: TFunction<"instances">): { tone: Tone; word: string; tip?: string } {
  const known = KNOWN.find((word) => word === status);
  const word = known ? t(`status.${known}`) : status || t("status.unknown");
  const [reason] = lockReasons;
  if (reason === undefined) return { tone: TONES[status] ?? "idle", word };
  return { tone: "bad", word: t("status.locked"), tip: t("status.lockedTip", { status: word, reason: lockWord(reason, t) }) };
}

/** Why an instance is locked, in words; the cloud's own for what is not known. */
export function lockWord(reason: string, t: TFunction<"instances">): string {
  const lock = LOCKS.find((each) => each === reason.toLowerCase());
  return lock ? t(`locks.${lock}`) : reason;
}
