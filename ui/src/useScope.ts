import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Scope } from "./backend/bindings/types";
import { accountsQuery } from "./backend/queries";
import { effectiveScope, scopeStore } from "./scope";
import { useStore } from "./useStore";

/** The accounts and regions that lists are about now: what was chosen, as far as it still exists. */
export function useScope(): Scope {
  const chosen = useStore(scopeStore);
  const { data: accounts } = useQuery(accountsQuery);
  return useMemo(() => effectiveScope(chosen, accounts), [chosen, accounts]);
}
