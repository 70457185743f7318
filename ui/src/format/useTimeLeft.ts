import { useCallback, useSyncExternalStore } from "react";

const SECOND = 1000;

/** Milliseconds until `until` in whole seconds, counting down; 0 when it is over or there is none. */
export function useTimeLeft(until: number | null): number {
  const left = () => (until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / SECOND) * SECOND));
  // The same at each rendering: otherwise each tick would begin a new second.
  const subscribe = useCallback(
    (changed: () => void) => {
      if (until === null) return () => undefined;
      const timer = setInterval(changed, SECOND);
      return () => clearInterval(timer);
    },
    [until],
  );
  return useSyncExternalStore(subscribe, left);
}
