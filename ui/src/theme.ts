import { createStore } from "./store";
import { useStore } from "./useStore";

/** What the person chose; `system` follows the desktop, also while running. */
export type Theme = "system" | "light" | "dark";

export const THEMES: readonly Theme[] = ["system", "light", "dark"];

const dark = () => matchMedia("(prefers-color-scheme: dark)");

function remembered(): Theme {
  try {
    const theme = localStorage.getItem("theme");
    return THEMES.find((known) => known === theme) ?? "system";
  } catch {
    return "system";
  }
}

const theme = createStore<Theme>(remembered());

export const useTheme = () => useStore(theme);

function paint(): void {
  const chosen = theme.get();
  document.documentElement.dataset.theme = chosen === "dark" || (chosen === "system" && dark().matches) ? "dark" : "light";
}

/** Changes the theme of the window and remembers it. */
export function chooseTheme(next: Theme): void {
  theme.set(next);
  paint();
  try {
    localStorage.setItem("theme", next);
  } catch {
    // Not remembered: the next start follows the desktop again.
  }
}

/** Follows the desktop from now on. */
export function followSystemTheme(): void {
  dark().addEventListener("change", paint);
}
