import type { ResourceKey, SnapshotQuery, SnapshotScope } from "../backend/bindings/types";
import { createStore } from "../store";

/** What the grid is asked for, apart from the scope. */
export type Filters = Omit<SnapshotQuery, "scope">;

export const NO_FILTERS: Filters = {
  search: "",
  status: [],
  diskType: null,
  createdWithinDays: null,
  encrypted: null,
  automatic: null,
  hideAgentless: false,
  sort: { column: "createdAt", descending: true },
};

/** Accounts and regions of every page; empty means all. */
export const scopeStore = createStore<SnapshotScope>({ accountIds: [], regionIds: [] });

/** Filters of the snapshots page: they stay while other pages are shown. */
export const filtersStore = createStore<Filters>(NO_FILTERS);

/** The snapshot whose details are open. */
export const openedStore = createStore<ResourceKey | null>(null);

/** Snapshots whose boxes are checked. */
export const selectionStore = createStore<ReadonlyMap<string, ResourceKey>>(new Map());

/** The query of a scope and filters. White space around the search does not make another query. */
export const queryOf = (scope: SnapshotScope, filters: Filters): SnapshotQuery => ({
  scope,
  ...filters,
  search: filters.search.trim(),
});

/** Names a snapshot in one word. */
export const keyText = (key: ResourceKey): string => `${key.accountId}/${key.regionId}/${key.id}`;

export const sameKey = (a: ResourceKey | null, b: ResourceKey | null): boolean =>
  a === b || (a !== null && b !== null && a.id === b.id && a.regionId === b.regionId && a.accountId === b.accountId);

export type FilterName = "status" | "diskType" | "createdWithinDays" | "encrypted" | "automatic" | "hideAgentless" | "regionIds";

/** Filters that narrow the list now, in the order of their chips. */
export function activeFilters(filters: Filters, scope: SnapshotScope): FilterName[] {
  const active: [FilterName, boolean][] = [
    ["createdWithinDays", filters.createdWithinDays !== null],
    ["status", filters.status.length > 0],
    ["diskType", filters.diskType !== null],
    ["encrypted", filters.encrypted !== null],
    ["automatic", filters.automatic !== null],
    ["regionIds", scope.regionIds.length > 0],
    ["hideAgentless", filters.hideAgentless],
  ];
  return active.filter(([, on]) => on).map(([name]) => name);
}

/** Takes one filter away. */
export function dropFilter(name: FilterName): void {
  if (name === "regionIds") scopeStore.set((scope) => ({ ...scope, regionIds: [] }));
  else filtersStore.set((filters) => ({ ...filters, [name]: NO_FILTERS[name] }));
}

/** Takes every filter and the search away; the order stays. */
export function clearFilters(): void {
  filtersStore.set((filters) => ({ ...NO_FILTERS, sort: filters.sort }));
  scopeStore.set((scope) => (scope.regionIds.length > 0 ? { ...scope, regionIds: [] } : scope));
}
