import type { Account } from "../backend/bindings/types";
import { useTimeLeft } from "../format/useTimeLeft";

export type Lockable = Pick<Account, "locked" | "unlockedUntil">;

/** Where the read-only lock of an account stands. Lifted: until the time is over or Darkroom is closed. */
export type LockState = { kind: "open" } | { kind: "locked" } | { kind: "lifted"; left: number };

/** The lock of an account, followed by the second while it is lifted. */
export function useLockState({ locked, unlockedUntil }: Lockable): LockState {
  const left = useTimeLeft(locked ? unlockedUntil : null);
  if (!locked) return { kind: "open" };
  return left > 0 ? { kind: "lifted", left } : { kind: "locked" };
}
