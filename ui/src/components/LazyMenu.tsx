import { Suspense, lazy } from "react";
import type { MenuPopupProps } from "./MenuPopup";

const load = () => import("./MenuPopup");
const Popup = lazy(load);

/** Brings the code of menus, before the first is opened. */
export const prepareMenu = () => void load();

/** A menu over its anchor, or nothing while it is closed and has never been open. */
export function LazyMenu(props: MenuPopupProps) {
  return (
    <Suspense fallback={null}>
      <Popup {...props} />
    </Suspense>
  );
}
