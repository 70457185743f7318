import { useEffect } from "react";
import { back, forward } from "../route";

const BACK_BUTTON = 3;
const FORWARD_BUTTON = 4;

/** Alt with an arrow, and the side buttons of the mouse, go back and forward. */
export function useHistoryKeys(): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return;
      if (event.key === "ArrowLeft") back();
      else if (event.key === "ArrowRight") forward();
      else return;
      event.preventDefault();
    };
    const button = (event: MouseEvent) => {
      if (event.button !== BACK_BUTTON && event.button !== FORWARD_BUTTON) return;
      event.preventDefault();
      if (event.type !== "mouseup") return;
      if (event.button === BACK_BUTTON) back();
      else forward();
    };
    document.addEventListener("keydown", key);
    document.addEventListener("mousedown", button);
    document.addEventListener("mouseup", button);
    return () => {
      document.removeEventListener("keydown", key);
      document.removeEventListener("mousedown", button);
      document.removeEventListener("mouseup", button);
    };
  }, []);
}
