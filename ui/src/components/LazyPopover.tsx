import { Suspense, lazy } from "react";
import type { PopoverPopupProps } from "./PopoverPopup";

const Popup = lazy(() => import("./PopoverPopup"));

/** A popover at its anchor. Nothing is loaded before the first is opened. */
export function LazyPopover(props: PopoverPopupProps) {
  return (
    <Suspense fallback={null}>
      <Popup {...props} />
    </Suspense>
  );
}
