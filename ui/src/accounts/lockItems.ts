import type { TFunction } from "i18next";
import type { MenuItem } from "../components/menuItem";
import type { LockState } from "../components/useLockState";
import { UNLOCK_MINUTES, type LockChange } from "./lockChange";

/** The lines of a menu that lock and unlock an account. */
export function lockItems(lock: LockState, left: string, common: TFunction, onChange: (change: LockChange) => void): MenuItem[] {
  const item = (change: LockChange, label: string, hint?: string): MenuItem => ({
    id: change,
    icon: change === "lock" ? "lock" : "lockOpen",
    label,
    ...(hint !== undefined && { hint }),
    onSelect: () => onChange(change),
  });
  switch (lock.kind) {
    case "open":
      return [item("lock", common("lock.lock"))];
    case "locked":
      return [item("unlockForTime", common("lock.unlockFor", { count: UNLOCK_MINUTES })), item("unlock", common("lock.unlock"))];
    default:
      return [item("lock", common("lock.lockNow"), left), item("unlock", common("lock.unlock"))];
  }
}
