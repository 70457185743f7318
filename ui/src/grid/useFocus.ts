import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { sameKey } from "../backend/resourceKey";
import type { Cell } from "./moves";
import type { Scrolling } from "./useSight";
import type { Keyed, ViewHandle } from "./viewHandle";
import { rowAt, type Shown } from "./viewShown";

export interface GridFocus {
  row: number;
  /** Id of the column; it stays when columns come and go. */
  column: string;
  moveTo: (cell: Cell & { id: string }) => void;
}

/** The cell that has the focus. It stays with its row when rows come in or go, and while other pages are shown. */
export function useFocus<Row extends Keyed>(view: ViewHandle<Row>, shown: Shown<Row>, scrolling: Scrolling, first: string): GridFocus {
  const [at, setAt] = useState({ row: view.place.row, column: view.place.column || first });
  const { total } = shown;
  const row = total === undefined ? at.row : Math.min(at.row, total - 1);
  const here = rowAt(shown, row)?.key ?? null;

  /** The focus went to a row that was not loaded: its key is remembered once it is. */
  const awaited = useRef(false);

  const put = (next: number) => {
    setAt((now) => ({ ...now, row: next }));
    view.remember({ row: next });
  };

  // Another question starts at the top.
  const spec = useRef(shown.spec);
  useLayoutEffect(() => {
    if (spec.current === shown.spec) return;
    spec.current = shown.spec;
    awaited.current = false;
    setAt((now) => ({ ...now, row: Math.min(now.row, 0) }));
    scrolling.scrollTo(0);
  }, [shown.spec, scrolling]);

  // Rows that come or go above do not take the focus away from its row.
  const found = useEffectEvent((index: number | null, asked: typeof here) => {
    if (!sameKey(view.place.key, asked)) return;
    if (index === null) {
      view.remember({ key: here });
    } else if (index !== row) {
      const { first: top, last } = scrolling.sight;
      if (row >= top && row <= last) scrolling.follow(index - row);
      put(index);
    }
  });
  useEffect(() => {
    const { key } = view.place;
    if (here === null) return;
    if (key === null) {
      if (awaited.current) view.remember({ key: here });
      awaited.current = false;
    } else if (!sameKey(key, here)) {
      // When it cannot be found out, the next change of the list asks again.
      view.locate(key).then(
        (index) => found(index, key),
        () => undefined,
      );
    }
  }, [here, view]);

  return {
    row,
    column: at.column,
    moveTo: ({ row: next, id }) => {
      setAt({ row: next, column: id });
      const key = rowAt(shown, next)?.key ?? null;
      awaited.current = key === null && next >= 0;
      view.remember({ row: next, column: id, key });
      if (next >= 0) scrolling.show(next);
    },
  };
}
