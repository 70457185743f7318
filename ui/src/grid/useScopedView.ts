import { useLayoutEffect } from "react";
import type { Scope } from "../backend/bindings/types";
import type { Keyed, ViewHandle } from "./viewHandle";

/** Keeps a list to the accounts and regions of the window. A row of an account that is no longer part of them is closed. */
export function useScopedView<Row extends Keyed>(view: ViewHandle<Row>, scope: Scope): void {
  useLayoutEffect(() => {
    view.setScope(scope);
    view.start();
    const opened = view.opened.get();
    if (opened && scope.accountIds.length > 0 && !scope.accountIds.includes(opened.accountId)) view.opened.set(null);
  }, [view, scope]);
}
