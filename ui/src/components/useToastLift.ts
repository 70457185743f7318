import { useLayoutEffect } from "react";

/** Toasts stand at the lower edge of the window: they make so many pixels of room for what has to be reached there. */
export function useToastLift(pixels: number): void {
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--toast-lift", `${pixels}px`);
    return () => void style.removeProperty("--toast-lift");
  }, [pixels]);
}
