import { accountLock, accountUnlockFor } from "../backend/bindings/commands";
import type { Account } from "../backend/bindings/types";
import { newRequestId } from "../backend/requestId";

/** For how long the lock is lifted when it is lifted for a time. */
export const UNLOCK_MINUTES = 30;

export type LockChange = "lock" | "unlock" | "unlockForTime";

const SEND: Record<LockChange, (accountId: string) => Promise<Account>> = {
  lock: (accountId) => accountLock(accountId, true),
  unlock: (accountId) => accountLock(accountId, false),
  unlockForTime: (accountId) => accountUnlockFor(newRequestId(), accountId, UNLOCK_MINUTES),
};

/** Locks or unlocks an account; the answer is the account as the core has it then. */
export const changeLock = (accountId: string, change: LockChange): Promise<Account> => SEND[change](accountId);
