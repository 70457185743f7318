import { historyStore, type Route } from "../route";
import { pathOf, routeOf } from "./pages";

const PLACE = "history";

/** The pages that were shown, kept over a reload of the window. */
export function keepHistory(): void {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    if (typeof kept === "object" && kept !== null && "paths" in kept && Array.isArray(kept.paths) && "at" in kept) {
      const routes = kept.paths.map((path): Route | null => (typeof path === "string" ? routeOf(path) : null));
      const entries = routes.filter((route) => route !== null);
      const at = Number(kept.at);
      // A page that is no longer known leaves the others where they were only when none is missing.
      if (entries.length === routes.length && entries[at]) historyStore.set({ entries, at });
    }
  } catch {
    // Nothing was kept, or it cannot be read: the first page it is.
  }
  historyStore.subscribe(() => {
    const { entries, at } = historyStore.get();
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ paths: entries.map(pathOf), at }));
    } catch {
      // Not kept.
    }
  });
}
