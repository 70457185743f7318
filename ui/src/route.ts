import type { ResourceKey } from "./backend/bindings/types";
import { createStore } from "./store";
import { useStore } from "./useStore";

/** A page of the window. */
export type Route =
  | { page: "snapshots" }
  | { page: "image"; key: ResourceKey }
  | { page: "jobs" }
  | { page: "job"; id: number }
  | { page: "settings"; section: SettingsSection }
  | { page: "welcome" };

export type SettingsSection = "general" | "accounts";

const route = createStore<Route>({ page: "snapshots" });

export const useRoute = () => useStore(route);
export const currentRoute = route.get;

/** Whether another page than the first has been asked for. */
export const hasGone = () => gone;

let gone = false;

/** Shows another page. The scroll position and the filters of the snapshots page are kept. */
export function go(next: Route): void {
  gone = true;
  route.set(next);
}
