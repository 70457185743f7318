import { useSyncExternalStore } from "react";

const NAVIGATION = 164;
const NAVIGATION_SMALL = 48;
const DETAILS = 320;

function subscribe(listener: () => void): () => void {
  addEventListener("resize", listener);
  return () => removeEventListener("resize", listener);
}

/** Width of the grid, from the width of the window: known before anything is laid out. Under 1100 px the details lie over the grid. */
export function useGridWidth(detailsOpen: boolean): number {
  const window = useSyncExternalStore(subscribe, () => innerWidth);
  return window - (window < 1024 ? NAVIGATION_SMALL : NAVIGATION) - (detailsOpen && window >= 1100 ? DETAILS : 0);
}
