import { useRef } from "react";
import type { ResourceKey, SelectOperation } from "../backend/bindings/types";
import type { Keyed, ViewHandle } from "./viewHandle";
import { rowAt } from "./viewShown";

interface End {
  row: number;
  key: ResourceKey;
}

/** What turns the range from `anchor` to `before` into the one from `anchor` to `to`. */
export function rangeOperations(anchor: End, before: End | null, to: End): SelectOperation[] {
  const distance = to.row - anchor.row;
  const was = before ? before.row - anchor.row : 0;
  const isLess = before !== null && (Math.abs(distance) < Math.abs(was) || Math.sign(distance) * Math.sign(was) < 0);
  return [
    ...(isLess ? [{ op: "range" as const, anchor: anchor.key, to: before.key, selected: false }] : []),
    { op: "range", anchor: anchor.key, to: to.key, selected: true },
  ];
}

export interface Ranges {
  /** The next range begins here. */
  begin: (row: number) => void;
  /** Selects from where the range began to this row, and no longer what lay beyond it. */
  extend: (row: number, from: number) => void;
  /** Another question: no row of the old one counts. */
  forget: () => void;
}

/** Ranges over any distance: the ends are keys, what lies between is the core's. */
export function useRanges<Row extends Keyed>(view: ViewHandle<Row>): Ranges {
  const anchor = useRef<End | null>(null);
  const end = useRef<End | null>(null);
  const queue = useRef(Promise.resolve());

  const start = useRef(0);

  const at = async (row: number): Promise<End | null> => {
    const key = await view.keyAt(row);
    return key && { row, key };
  };

  return {
    begin: (row) => {
      const key = rowAt(view.shown.get(), row)?.key;
      anchor.current = key ? { row, key } : null;
      start.current = row;
      end.current = null;
    },
    extend: (row, from) => {
      const extended = queue.current.then(async () => {
        anchor.current ??= await at(start.current === 0 ? from : start.current);
        const to = await at(row);
        if (!anchor.current || !to) return;
        const operations = rangeOperations(anchor.current, end.current, to);
        end.current = to;
        await view.select(...operations);
      });
      // An end that cannot be found selects nothing; the list says why it cannot be read.
      queue.current = extended.catch(() => view.refresh());
    },
    forget: () => {
      anchor.current = null;
      end.current = null;
      start.current = 0;
    },
  };
}
