import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect } from "react";
import type { Scope } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import type { Keyed, ViewHandle } from "./viewHandle";

/** Keeps a list to the accounts and regions of the window. A row of an account that is not part of them, or was removed, is closed. */
export function useScopedView<Row extends Keyed>(view: ViewHandle<Row>, scope: Scope): void {
  const { data: accounts } = useQuery(accountsQuery);
  useLayoutEffect(() => {
    view.setScope(scope);
    view.start();
  }, [view, scope]);
  useLayoutEffect(() => {
    const opened = view.opened.get();
    if (!opened) return;
    const isOutside = scope.accountIds.length > 0 && !scope.accountIds.includes(opened.accountId);
    const isRemoved = accounts !== undefined && !accounts.some((account) => account.id === opened.accountId);
    if (isOutside || isRemoved) view.opened.set(null);
  }, [view, scope, accounts]);
}
