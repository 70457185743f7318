import type { Account, Scope } from "./backend/bindings/types";
import { createStore } from "./store";

/** Every account and every chosen region. */
export const EVERYWHERE: Scope = { accountIds: [], regionIds: [] };

/** What a person has chosen, for all pages that list by accounts and regions. Empty means all. Pages take it with useScope. */
export const scopeStore = createStore<Scope>(EVERYWHERE);

/** What is left of a choice: an account that is gone chooses nothing, and takes the regions that were chosen with it along. */
export function effectiveScope(scope: Scope, accounts: readonly Pick<Account, "id">[] | undefined): Scope {
  if (accounts === undefined || scope.accountIds.every((id) => accounts.some((account) => account.id === id))) return scope;
  const accountIds = scope.accountIds.filter((id) => accounts.some((account) => account.id === id));
  return accountIds.length > 0 ? { ...scope, accountIds } : EVERYWHERE;
}
