import type { ResourceKey } from "../backend/bindings/types";
import { useStore } from "../useStore";
import type { Keyed, ViewHandle } from "./viewHandle";

/** What an action is about: some rows of a list. */
export interface Target {
  count: number;
  /** The row, when it is one that is known without asking. */
  one: ResourceKey | null;
  /** The first `limit` keys. */
  keys: (limit: number) => Promise<readonly ResourceKey[]>;
}

const targetOf = (key: ResourceKey): Target => ({ count: 1, one: key, keys: () => Promise.resolve([key]) });

const nothing: Target = { count: 0, one: null, keys: () => Promise.resolve([]) };

/** The selected rows, shown or not. */
export function selectionOf<Row extends Keyed>(view: ViewHandle<Row>, count: number): Target {
  return { count, one: null, keys: async (limit) => (await view.selected(limit)).keys };
}

/** What the actions in the head of the page are about: the selection, as long as some of it is shown; otherwise the opened row. */
export function useTarget<Row extends Keyed>(view: ViewHandle<Row>): Target {
  const { selection } = useStore(view.shown);
  const opened = useStore(view.opened);
  if (selection.count > selection.hidden) return selectionOf(view, selection.count);
  if (opened) return targetOf(opened);
  return selection.count > 0 ? selectionOf(view, selection.count) : nothing;
}

/** What the menu of a row is about: the selection when the row is part of it, otherwise the row. */
export const targetOfRow = <Row extends Keyed>(view: ViewHandle<Row>, key: ResourceKey, selected: boolean): Target =>
  selected ? selectionOf(view, view.shown.get().selection.count) : targetOf(key);
