import { useEffect } from "react";

const EDITABLE = "input, textarea, [contenteditable]";

/** Keeps the web view's own menu, with Back and Reload, to places where there is text to copy or to change. */
export function useBrowserMenu(): void {
  useEffect(() => {
    const menu = (event: MouseEvent) => {
      const edited = event.target instanceof Element && event.target.closest(EDITABLE) !== null;
      if (!edited && (getSelection()?.isCollapsed ?? true)) event.preventDefault();
    };
    document.addEventListener("contextmenu", menu);
    return () => document.removeEventListener("contextmenu", menu);
  }, []);
}
