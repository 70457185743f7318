import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Scope } from "./backend/bindings/types";
import { accountsQuery, resourceGroupsQuery } from "./backend/queries";
import { effectiveScope, isInScope, scopeStore } from "./scope";
import { useStore } from "./useStore";

/** The accounts, regions and resource groups that lists are about now: what was chosen, as far as it still exists. */
export function useScope(): Scope {
  const chosen = useStore(scopeStore);
  const { data: accounts } = useQuery(accountsQuery);
  // Whether a group is still there is asked for only when one was chosen.
  const asked = chosen.resourceGroupIds.length > 0 ? (accounts ?? []) : [];
  const inScope = asked.filter(({ id }) => isInScope(chosen, id));
  const groupIds = useQueries({
    queries: inScope.map(({ id }) => resourceGroupsQuery(id)),
    combine: (lists) => (lists.every(({ data }) => data) ? lists.flatMap(({ data }) => data?.groups.map((group) => group.id) ?? []).join() : null),
  });
  return useMemo(() => effectiveScope(chosen, accounts, groupIds === null ? null : groupIds.split(",")), [chosen, accounts, groupIds]);
}
