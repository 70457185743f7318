import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Account } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { changeLock, type LockChange } from "./lockChange";
import { lockFailureStore, type LockFailure } from "./lockFailure";

/** Locks and unlocks accounts. A failure opens a dialog of the window, unless `onFailure` tells it elsewhere. */
export function useAccountLock(onFailure: (failure: LockFailure) => void = lockFailureStore.set) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ account, change }: { account: Account; change: LockChange }) => changeLock(account.id, change),
    onSuccess: (changed) => {
      client.setQueryData(accountsQuery.queryKey, (accounts) => accounts?.map((account) => (account.id === changed.id ? changed : account)));
    },
    onError: (thrown, { account, change }) => {
      void client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onFailure({ account, change, problem: problemOf(thrown) });
    },
  });
}
