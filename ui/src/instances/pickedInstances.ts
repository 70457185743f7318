import type { InstanceRow, ResourceKey } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import type { ViewHandle } from "../grid/viewHandle";

/** An instance that something is done with, and what the list knows of it. */
export interface PickedInstance {
  key: ResourceKey;
  /** Empty when it has none, or is not in a page that was read. */
  name: string;
}

const loaded = (view: ViewHandle<InstanceRow>): { row: InstanceRow; selected: boolean }[] =>
  [...view.shown.get().pages.values()].flatMap(({ rows, selected }) => rows.map((row, index) => ({ row, selected: selected[index] === true })));

/** The instances of these keys with what the list knows of them. */
export function picked(view: ViewHandle<InstanceRow>, keys: readonly ResourceKey[]): PickedInstance[] {
  const rows = new Map(loaded(view).map(({ row }) => [keyText(row.key), row]));
  return keys.map((key) => ({ key, name: rows.get(keyText(key))?.name ?? "" }));
}

/** What an action is about, as far as the list knows it. */
function concerned(view: ViewHandle<InstanceRow>, one: ResourceKey | null): InstanceRow[] {
  const rows = loaded(view);
  return rows.filter(({ row, selected }) => (one ? keyText(row.key) === keyText(one) : selected)).map(({ row }) => row);
}

/** The statuses of what an action is about, as far as the list knows them. */
export const statusesOf = (view: ViewHandle<InstanceRow>, one: ResourceKey | null): string[] => concerned(view, one).map((row) => row.status);

/** Whether they are in several accounts or regions. */
export const areScattered = (keys: readonly ResourceKey[]): boolean => new Set(keys.map(({ accountId, regionId }) => `${accountId} ${regionId}`)).size > 1;

/** Whether what an action is about is in several accounts or regions, as far as the list knows. */
export const isScattered = (view: ViewHandle<InstanceRow>, one: ResourceKey | null): boolean => areScattered(concerned(view, one).map((row) => row.key));
