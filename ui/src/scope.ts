import type { Account, Scope } from "./backend/bindings/types";
import { createStore } from "./store";

/** Every account, every chosen region and every resource group. */
export const EVERYWHERE: Scope = { accountIds: [], regionIds: [], resourceGroupIds: [] };

/** What a person has chosen, for all pages that list by accounts, regions and resource groups. Empty means all. Pages take it with useScope. */
export const scopeStore = createStore<Scope>(EVERYWHERE);

/** Whether a scope takes in an account. */
export const isInScope = ({ accountIds }: Pick<Scope, "accountIds">, accountId: string): boolean => accountIds.length === 0 || accountIds.includes(accountId);

/**
 * What is left of a choice: an account that is gone chooses nothing, and takes what was chosen with it along. A resource group that no
 * account has chooses nothing either; `groupIds` are those of the accounts in the scope, `null` while they are not known.
 */
export function effectiveScope(scope: Scope, accounts: readonly Pick<Account, "id">[] | undefined, groupIds: readonly string[] | null = null): Scope {
  if (accounts === undefined) return scope;
  const isThere = (id: string) => accounts.some((account) => account.id === id);
  const left = scope.accountIds.every(isThere) ? scope : { ...scope, accountIds: scope.accountIds.filter(isThere) };
  if (left.accountIds.length === 0 && scope.accountIds.length > 0) return EVERYWHERE;
  if (groupIds === null || left.resourceGroupIds.every((id) => groupIds.includes(id))) return left;
  return { ...left, resourceGroupIds: left.resourceGroupIds.filter((id) => groupIds.includes(id)) };
}
