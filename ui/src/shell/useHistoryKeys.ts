import { useEffect } from "react";
import { platformOf } from "../components/platform";
import { back, forward } from "../route";

const BACK_BUTTON = 3;
const FORWARD_BUTTON = 4;

/** On a Mac, Option with an arrow goes from word to word in a text. */
const movesByWord = (target: EventTarget | null) =>
  platformOf(navigator.userAgent) === "mac" && target instanceof HTMLElement && (target.matches("input, textarea") || target.isContentEditable);

/** What is typed in a dialog is lost with its page. */
const isInDialog = () => document.querySelector("[data-modal]") !== null;

/** Alt with an arrow, and the side buttons of the mouse, go back and forward; not under an open dialog. */
export function useHistoryKeys(): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey || movesByWord(event.target)) return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      // The web view does not go there either.
      event.preventDefault();
      if (isInDialog()) return;
      if (event.key === "ArrowLeft") back();
      else forward();
    };
    const button = (event: MouseEvent) => {
      if (event.button !== BACK_BUTTON && event.button !== FORWARD_BUTTON) return;
      event.preventDefault();
      if (event.type !== "mouseup" || isInDialog()) return;
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
