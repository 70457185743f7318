import type { Filter, ImageRow, InstanceRow, ResourceKey, RowKind, SelectOperation, SnapshotRow, SortColumn, ViewSpec } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import { DAY, NOW } from "./now";

export type AnyRow = SnapshotRow | ImageRow | InstanceRow;

/** Rows of the made-up world; a test may put others in their place. */
export type World = Record<RowKind, readonly AnyRow[]>;

interface View {
  spec: ViewSpec;
  version: number;
  selected: Map<string, ResourceKey>;
}

const value = (row: AnyRow, name: string): unknown => (row as unknown as Record<string, unknown>)[name];

const SORTED: Partial<Record<SortColumn, string>> = { size: "sizeGib", instance: "instanceName", zone: "zoneId", image: "imageName" };

const sortValue = (row: AnyRow, column: SortColumn): string | number => {
  if (column === "id") return row.key.id;
  if (column === "region") return row.key.regionId;
  if (column === "account") return row.key.accountId;
  const found = value(row, SORTED[column] ?? column);
  return typeof found === "number" || typeof found === "string" ? found : "";
};

const WORDS: Record<string, string> = { imageCheck: "check", image: "imageId", zone: "zoneId" };
const NUMBERS: Record<string, string> = { size: "sizeGib" };

function passes(row: AnyRow, filter: Filter): boolean {
  switch (filter.test) {
    case "words":
      return filter.anyOf.some((word) => word === (value(row, WORDS[filter.field] ?? filter.field) ?? ""));
    case "number": {
      const at = Number(value(row, NUMBERS[filter.field] ?? filter.field) ?? Number.NaN);
      return at >= (filter.from ?? -Infinity) && at <= (filter.to ?? Infinity);
    }
    case "within": {
      const at = Number(value(row, filter.field) ?? Number.NaN);
      return filter.field === "createdAt" ? at >= NOW - filter.days * DAY : at <= NOW + filter.days * DAY;
    }
    case "flag":
      return (filter.field === "agentless" ? row.name.startsWith("SAS_Agentless") : value(row, filter.field) === true) === filter.is;
    default:
      return false;
  }
}

/** The view commands over plain arrays, as simple as can be. */
export function createViewsBackend(world: () => World, fail: () => void) {
  const views = new Map<number, View>();
  let next = 1;
  let revision = 1;
  const saved: { name: string; spec: ViewSpec }[] = [];

  const inScope = ({ kind, scope }: ViewSpec) =>
    world()[kind].filter(
      ({ key }) =>
        (scope.accountIds.length === 0 || scope.accountIds.includes(key.accountId)) && (scope.regionIds.length === 0 || scope.regionIds.includes(key.regionId)),
    );
  const known = new WeakMap<ViewSpec, { of: readonly AnyRow[]; rows: AnyRow[] }>();
  const rowsOf = (spec: ViewSpec): AnyRow[] => {
    const before = known.get(spec);
    if (before?.of === world()[spec.kind]) return before.rows;
    const rows = ordered(spec);
    known.set(spec, { of: world()[spec.kind], rows });
    return rows;
  };
  const ordered = (spec: ViewSpec): AnyRow[] => {
    const words = spec.search.toLowerCase();
    const matches = (row: AnyRow) => words === "" || JSON.stringify(row).toLowerCase().includes(words);
    const found = inScope(spec).filter((row) => matches(row) && spec.filters.every((filter) => passes(row, filter)));
    const { column, descending } = spec.sort;
    if (column === "createdAt") return descending ? found : found.toReversed();
    const sign = descending ? -1 : 1;
    return found.toSorted((a, b) => (sortValue(a, column) < sortValue(b, column) ? -sign : sortValue(a, column) > sortValue(b, column) ? sign : 0));
  };
  const view = (id: number): View => {
    const found = views.get(id);
    if (!found) {
      fail();
      throw new Error("no view");
    }
    return found;
  };
  const selectionOf = ({ spec, selected }: View) => {
    if (selected.size === 0) return { count: 0, hidden: 0 };
    const shown = new Set(rowsOf(spec).map((row) => keyText(row.key)));
    return { count: selected.size, hidden: [...selected.keys()].filter((key) => !shown.has(key)).length };
  };
  const state = (viewId: number) => {
    const now = view(viewId);
    return { viewId, version: now.version, revision, total: rowsOf(now.spec).length, of: inScope(now.spec).length, selection: selectionOf(now), loading: false, problem: null };
  };
  const windowOf = (viewId: number, from: number, to: number) => {
    const now = view(viewId);
    const rows = rowsOf(now.spec).slice(from, to);
    return { ...state(viewId), from, selected: rows.map((row) => now.selected.has(keyText(row.key))), rows: { kind: now.spec.kind, rows } };
  };

  return {
    /** The inventory has changed. */
    grow: () => (revision += 1),
    forget: () => views.clear(),
    commands: {
      view_open: ({ spec, from, to }: { spec: ViewSpec; from: number; to: number }) => {
        const id = next++;
        views.set(id, { spec, version: 1, selected: new Map() });
        return { view: state(id), window: windowOf(id, from, to) };
      },
      view_update: ({ viewId, spec, from, to }: { viewId: number; spec: ViewSpec; from: number; to: number }) => {
        const now = view(viewId);
        views.set(viewId, { ...now, spec, version: now.version + 1 });
        return { view: state(viewId), window: windowOf(viewId, from, to) };
      },
      view_rows: ({ viewId, from, to }: { viewId: number; version: number; from: number; to: number }) => windowOf(viewId, from, to),
      view_locate: ({ viewId, key }: { viewId: number; key: ResourceKey }) => {
        const index = rowsOf(view(viewId).spec).findIndex((row) => keyText(row.key) === keyText(key));
        return index < 0 ? null : index;
      },
      view_select: ({ viewId, operation }: { viewId: number; operation: SelectOperation }) => {
        const now = view(viewId);
        const all = rowsOf(now.spec).map((row) => row.key);
        const put = (keys: readonly ResourceKey[], selected: boolean) => {
          for (const key of keys) if (selected) now.selected.set(keyText(key), key); else now.selected.delete(keyText(key));
        };
        const place = (key: ResourceKey) => all.findIndex((each) => keyText(each) === keyText(key));
        if (operation.op === "clear" || operation.op === "only") now.selected.clear();
        if (operation.op === "all") put(all, true);
        if (operation.op === "only") put([operation.key], true);
        if (operation.op === "set") put([operation.key], operation.selected);
        if (operation.op === "range") {
          const to = place(operation.to);
          const from = place(operation.anchor) < 0 ? to : place(operation.anchor);
          put(all.slice(Math.min(from, to), Math.max(from, to) + 1), operation.selected);
        }
        return selectionOf(now);
      },
      view_selected: ({ viewId, limit }: { viewId: number; limit: number }) => {
        const now = view(viewId);
        return { ...selectionOf(now), keys: [...now.selected.values()].slice(0, limit) };
      },
      export_offer: ({ viewId }: { viewId: number }) => {
        const now = state(viewId);
        const { count, hidden } = now.selection;
        return { shown: { rows: now.total, hidden: 0, stale: 0 }, selected: { rows: count, hidden, stale: 0 }, missingParts: 0 };
      },
      view_save: ({ name, spec }: { name: string; spec: ViewSpec }) => {
        const before = saved.findIndex((each) => each.name === name && each.spec.kind === spec.kind);
        if (before >= 0) saved.splice(before, 1);
        saved.push({ name, spec });
      },
      view_saved_list: ({ kind }: { kind: RowKind }) => saved.filter((each) => each.spec.kind === kind),
      view_saved_remove: ({ kind, name }: { kind: RowKind; name: string }) => {
        const at = saved.findIndex((each) => each.spec.kind === kind && each.name === name);
        if (at >= 0) saved.splice(at, 1);
      },
      inventory_counts: () => ({ snapshots: world().snapshots.length, images: world().images.length, instances: world().instances.length }),
    },
  };
}
