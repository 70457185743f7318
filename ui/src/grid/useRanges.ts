import { useRef } from "react";
import type { ResourceKey, SelectOperation } from "../backend/bindings/types";
import { sameKey } from "../backend/resourceKey";
import type { Keyed, ViewHandle } from "./viewHandle";
import { rowAt } from "./viewShown";

/** A range and where it ends now. */
interface Range {
  /** The row it begins at, by its place when the range was begun. */
  row: number;
  /** Its key: null until it is needed, a promise while the row is not loaded. */
  anchor: ResourceKey | null | Promise<ResourceKey | null>;
  end: ResourceKey | null;
}

/**
 * What turns the range from `anchor` to `before` into the one from `anchor` to `to`. Rows are named, not counted: others may have come in
 * between meanwhile.
 */
function rangeOperations(anchor: ResourceKey, before: ResourceKey | null, to: ResourceKey): SelectOperation[] {
  return [
    ...(before && !sameKey(before, to) ? [{ op: "range" as const, anchor, to: before, selected: false }] : []),
    { op: "range", anchor, to, selected: true },
  ];
}

export interface Ranges {
  /** The next range begins here. */
  begin: (row: number) => void;
  /** Selects from where the range began to this row, and no longer what lay beyond it. Without a beginning it begins at `from`. */
  extend: (row: number, from: number) => void;
  /** Another question: no row of the old one counts. */
  forget: () => void;
}

/** Ranges over any distance: the ends are keys, what lies between is the core's. */
export function useRanges<Row extends Keyed>(view: ViewHandle<Row>): Ranges {
  const range = useRef<Range | null>(null);
  const queue = useRef(Promise.resolve());

  // What is meant is the row that stands there now, not when the core has time for it.
  const at = (row: number) => rowAt(view.shown.get(), row)?.key ?? view.keyAt(row);

  return {
    begin: (row) => {
      range.current = { row, anchor: rowAt(view.shown.get(), row)?.key ?? null, end: null };
    },
    extend: (row, from) => {
      const now = (range.current ??= { row: from, anchor: null, end: null });
      now.anchor ??= at(now.row);
      const extended = Promise.all([now.anchor, at(row), queue.current]).then(async ([anchor, to]) => {
        if (!anchor || !to) return;
        const operations = rangeOperations(anchor, now.end, to);
        now.end = to;
        await view.select(...operations);
      });
      queue.current = extended.catch(() => {
        // An end that cannot be found selects nothing; the list says why it cannot be read.
        now.anchor = null;
        view.refresh();
      });
    },
    forget: () => {
      range.current = null;
    },
  };
}
