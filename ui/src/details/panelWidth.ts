import { pixels } from "../grid/sizes";
import { createStore } from "../store";

/** Narrowest, usual and widest, as the tokens have them. */
export const panelSizes = () => ({ min: pixels("--panel-width-min"), usual: pixels("--panel-width"), max: pixels("--panel-width-max") });

const PLACE = "details.width";

function clamped(width: number): number {
  const { min, max } = panelSizes();
  return Math.round(Math.min(Math.max(width, min), max));
}

function remembered(): number | null {
  try {
    const width = Number(localStorage.getItem(PLACE));
    return width > 0 ? width : null;
  } catch {
    return null;
  }
}

/** Width of the details a person has chosen; null for the usual one. */
export const panelWidth = createStore<number | null>(remembered());

export function choosePanelWidth(width: number | null): void {
  panelWidth.set(width === null ? null : clamped(width));
  try {
    const chosen = panelWidth.get();
    if (chosen === null) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, String(chosen));
  } catch {
    // Not remembered: the next start has the usual width.
  }
}
