import { useMutation, useQueryClient } from "@tanstack/react-query";
import { accountLock, accountUnlockFor } from "../backend/bindings/commands";
import type { Account } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";

/** For how long the lock is lifted when it is lifted for a time. */
export const UNLOCK_MINUTES = 30;

export type LockChange = "lock" | "unlock" | "unlockForTime";

const SEND: Record<LockChange, (accountId: string) => Promise<Account>> = {
  lock: (accountId) => accountLock(accountId, true),
  unlock: (accountId) => accountLock(accountId, false),
  unlockForTime: (accountId) => accountUnlockFor(accountId, UNLOCK_MINUTES),
};

/** Locks and unlocks accounts. The window shows what the core has answered. */
export function useAccountLock() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ accountId, change }: { accountId: string; change: LockChange }) => SEND[change](accountId),
    onSuccess: (changed) => {
      client.setQueryData(accountsQuery.queryKey, (accounts) => accounts?.map((account) => (account.id === changed.id ? changed : account)));
    },
  });
}
