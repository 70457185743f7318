import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SnapshotQuery, SnapshotRow } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { useNow } from "../format/useNow";
import { useStore } from "../useStore";
import { GridHeader } from "./GridHeader";
import { GridRow, cellId } from "./GridRow";
import { SkeletonRow } from "./SkeletonRow";
import { columnsFor, type ColumnId } from "./columns";
import { moved, type Cell } from "./gridMoves";
import { useGridWords } from "./gridWords";
import { check, isChecked } from "./selection";
import { sortBy } from "./sorting";
import { useGridWidth } from "./useGridWidth";
import { useRows, type RowAt } from "./useRows";
import { keyText, openedStore, sameKey, selectionStore } from "./view";
import styles from "./Grid.module.css";

const ROW = 32;
const HEADER = 28;
const OVERSCAN = 8;

export interface SnapshotGridProps {
  /** Whose rows are shown. */
  query: SnapshotQuery;
  /** Undefined while not even the number of rows is known. */
  total: number | undefined;
  /** Snapshots of the same moment as the opened one. */
  moment: ReadonlySet<string>;
  /** In place of rows, under the header. */
  instead?: ReactNode;
  onMenu: (row: SnapshotRow, at: { x: number; y: number }) => void;
}

/** Every snapshot that matches, of which only the rows in sight exist. One tab stop; the focus is a cell. */
export function SnapshotGrid({ query, total, moment, instead, onMenu }: SnapshotGridProps) {
  "use no memo"; // The virtualizer changes in place.
  const { i18n } = useTranslation("snapshots");
  const words = useGridWords();
  const now = useNow();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const opened = useStore(openedStore);
  const selection = useStore(selectionStore);
  const width = useGridWidth(opened !== null);
  const { columns, template } = columnsFor(width, i18n.language === "zh-CN" ? "zh-CN" : "en-US");
  const scroller = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<Cell>({ row: 0, column: 2 });
  const anchor = useRef(0);
  const focusKey = useRef<string | null>(null);

  // The rows in sight are painted before those that scrolling will bring are made.
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted(true));
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  const count = total ?? 30;
  // eslint-disable-next-line react-hooks/incompatible-library -- this component is left out of the compiler for it
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: painted ? OVERSCAN : 0,
    scrollMargin: HEADER,
    initialRect: { width, height: innerHeight - 160 },
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  const rowAt = useRows(query, first, last);

  // Another query starts at the top.
  const queryBefore = useRef(query);
  useLayoutEffect(() => {
    if (queryBefore.current === query) return;
    queryBefore.current = query;
    if (scroller.current) scroller.current.scrollTop = 0;
    focusKey.current = null;
    setFocus((at) => ({ ...at, row: Math.min(at.row, 0) }));
  }, [query]);

  // Rows that come or go above do not take the focus away from its snapshot.
  const here = rowAt(focus.row)?.key;
  const hereText = here ? keyText(here) : "";
  useLayoutEffect(() => {
    const key = focusKey.current;
    if (!key || hereText === "" || hereText === key) return;
    const near = rowsNear(rowAt, first, last);
    const found = near.findIndex((row) => row && keyText(row.key) === key);
    if (found < 0) {
      focusKey.current = hereText;
      return;
    }
    if (scroller.current) scroller.current.scrollTop += (first + found - focus.row) * ROW;
    setFocus((at) => ({ ...at, row: first + found }));
  }, [hereText, first, last, focus.row, rowAt]);

  const moveTo = (cell: Cell) => {
    setFocus(cell);
    const row = rowAt(cell.row);
    focusKey.current = row ? keyText(row.key) : null;
    if (cell.row < 0) return;
    const element = scroller.current;
    if (!element) return;
    const top = cell.row * ROW;
    const seen = element.clientHeight - HEADER;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + seen) element.scrollTop = top + ROW - seen;
  };

  const loaded = items.flatMap(({ index }) => rowAt(index) ?? []);
  const allChecked = loaded.length > 0 && loaded.every((row) => selection.has(keyText(row.key)));

  const toggle = (index: number, extend: boolean) => {
    const row = rowAt(index);
    if (!row) return;
    const checked = !isChecked(row.key);
    if (!extend) {
      check([row.key], checked);
    } else {
      const from = Math.min(anchor.current, index);
      const range = Array.from({ length: Math.abs(index - anchor.current) + 1 }, (_, step) => rowAt(from + step)?.key);
      check(
        range.flatMap((key) => key ?? []),
        true,
      );
    }
    anchor.current = index;
  };

  const act = (cell: Cell, column: ColumnId, extend: boolean) => {
    if (cell.row < 0) {
      if (column === "select") check(loaded.map((row) => row.key), !allChecked);
      else sortBy(column);
    } else if (column === "select") {
      toggle(cell.row, extend);
    } else {
      const row = rowAt(cell.row);
      if (row) openedStore.set(row.key);
    }
  };

  const onClick = (event: MouseEvent) => {
    const hit = hitOf(event.target, columns);
    if (!hit) return;
    moveTo(hit.cell);
    act(hit.cell, hit.column, event.shiftKey);
  };

  const onContextMenu = (event: MouseEvent) => {
    const hit = hitOf(event.target, columns);
    event.preventDefault();
    const row = hit && rowAt(hit.cell.row);
    if (!row) return;
    moveTo(hit.cell);
    onMenu(row, { x: event.clientX, y: event.clientY });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEADER) / ROW) - 1);
    const next = event.altKey ? null : moved(focus, event.key, ctrl, { rows: total ?? 0, columns: columns.length, page });
    const column = columns[focus.column] ?? "name";
    const row = rowAt(focus.row);
    if (next) {
      if (event.shiftKey && next.row !== focus.row && next.row >= 0) {
        check(
          [focus.row, next.row].flatMap((index) => rowAt(index)?.key ?? []),
          true,
        );
      }
      moveTo(next);
    } else if (event.key === " ") {
      if (focus.row < 0) act(focus, column, false);
      else toggle(focus.row, event.shiftKey);
    } else if (event.key === "Enter") {
      act(focus, column, event.shiftKey);
    } else if (event.key === "Escape" && opened) {
      openedStore.set(null);
    } else if ((event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) && row) {
      const box = document.getElementById(cellId(focus.row, focus.column))?.getBoundingClientRect();
      onMenu(row, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={{ "--columns": template } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={words.t("gridLabel")}
      aria-rowcount={(total ?? 0) + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-busy={total === undefined}
      aria-activedescendant={cellId(focus.row, focus.column)}
      onClick={onClick}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
    >
      <GridHeader
        columns={columns}
        sort={query.sort}
        focused={focus.row === -1 ? focus.column : -1}
        allChecked={allChecked}
      />
      {instead ? (
        <div className={styles.over}>{instead}</div>
      ) : (
        <div className={styles.body} style={{ height: count * ROW }} role="rowgroup">
          {items.map(({ index }) => {
            const row = rowAt(index);
            if (!row) return <SkeletonRow key={index} index={index} columns={columns} label={words.t("loadingRow")} />;
            return (
              <GridRow
                key={index}
                index={index}
                row={row}
                columns={columns}
                account={accounts.find((account) => account.id === row.key.accountId)}
                search={query.search}
                words={words}
                now={now}
                checked={selection.has(keyText(row.key))}
                opened={sameKey(opened, row.key)}
                moment={moment.has(keyText(row.key))}
                focused={focus.row === index ? focus.column : -1}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

const rowsNear = (rowAt: RowAt, first: number, last: number) => Array.from({ length: last - first + 1 }, (_, step) => rowAt(first + step));

/** The cell under a click. */
function hitOf(target: EventTarget, columns: readonly ColumnId[]): { cell: Cell; column: ColumnId } | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>("[data-column]");
  const row = target.closest<HTMLElement>("[data-row]");
  // Beside the cells a row is clicked as its name.
  const place = columns.findIndex((column) => column === (cell?.dataset.column ?? "name"));
  const column = columns[place];
  return row && column ? { cell: { row: Number(row.dataset.row), column: place }, column } : null;
}
