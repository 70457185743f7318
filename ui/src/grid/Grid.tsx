import { useCallback, useDeferredValue, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent, type Ref } from "react";
import { keyText, sameKey } from "../backend/resourceKey";
import { useTranslation } from "../i18n/useTranslation";
import type { Store } from "../store";
import { useStore } from "../useStore";
import { GridHeader } from "./GridHeader";
import { GridRow, cellId, classes } from "./GridRow";
import { SkeletonRow } from "./SkeletonRow";
import { withMoved, withWidth, type ColumnChoice } from "./columnChoice";
import type { ColumnDef } from "./columnDef";
import { moved } from "./moves";
import { bodyHeight, drawnRows } from "./sight";
import { gridSizes } from "./sizes";
import { useBoxLabel } from "./useBoxLabel";
import { useCellContext } from "./useCellContext";
import { useColumnDrag } from "./useColumnDrag";
import { useFocus } from "./useFocus";
import { useRanges } from "./useRanges";
import { useSight } from "./useSight";
import { useTracks } from "./useTracks";
import type { Keyed, ViewHandle } from "./viewHandle";
import { isSelected, rowAt } from "./viewShown";
import styles from "./Grid.module.css";

/** Rows beyond the edges. */
const OVERSCAN = 6;
/** Rows that are drawn while their number is not known. */
const EXPECTED = 30;
/** Where a list was that has just come up: it begins with the rows in sight alone. */
const NOWHERE = Number.NEGATIVE_INFINITY;
/** A key makes a column so much wider. */
const STEP = 8;

export interface GridProps<Row extends Keyed> {
  view: ViewHandle<Row>;
  columns: readonly ColumnDef<Row>[];
  choice: Store<ColumnChoice>;
  label: string;
  /** How a row is called, for the name of its box. */
  nameOf: (row: Row) => string;
  /** Rows that have to do with the opened one. */
  marked: ReadonlySet<string>;
  /** Something else stands in the place of the rows. */
  covered: boolean;
  /** So many pixels at the end of the list have something over them. */
  room: number;
  /** No row is known yet, and that says nothing. */
  unknown: boolean;
  onMenu: (row: Row, at: { x: number; y: number }, column: ColumnDef<Row> | undefined) => void;
  onCopy: (row: Row, columns: readonly ColumnDef<Row>[]) => void;
  /** Nothing is to be selected any more, shown or not. */
  onClear: () => void;
  ref?: Ref<HTMLDivElement>;
}

/** Every row of a view, of which only those in sight exist. One tab stop; the focus is a cell. Knows columns, and nothing of what they show. */
export function Grid<Row extends Keyed>({ view, columns: all, choice, label, nameOf, marked, covered, room, unknown, onMenu, onCopy, onClear, ref }: GridProps<Row>) {
  const { t } = useTranslation("grid");
  const id = useId();
  const shown = useStore(view.shown);
  const opened = useStore(view.opened);
  const chosen = useStore(choice);
  const scroller = useRef<HTMLDivElement>(null);
  const { selection } = shown;
  const total = unknown ? undefined : shown.total;
  const count = covered ? 0 : (total ?? EXPECTED);
  const sizes = gridSizes();
  const scrolling = useSight(scroller, count, room);
  const { sight, width, page } = scrolling;
  // Rows beyond the edges follow when there is time: those in sight do not wait for them.
  const deferredFirst = useDeferredValue(sight.first, NOWHERE);
  const deferred = useDeferredValue(shown);
  const tracks = useTracks(all, width, chosen);
  const { columns } = tracks;
  const focus = useFocus(view, shown, scrolling, "name");
  const ranges = useRanges(view);
  const drag = useColumnDrag(choice, tracks);
  // The box is the first place, and its column has no id.
  const place = focus.column === "" ? 0 : Math.max(1, columns.findIndex((column) => column.id === focus.column) + 1);
  const context = useCellContext(shown.spec.search.trim());
  const boxLabel = useBoxLabel(nameOf);

  const restore = useEffectEvent(() => scrolling.scrollTo(view.place.scrollTop));
  useLayoutEffect(() => restore(), [view]);
  useEffect(() => {
    const element = scroller.current;
    const remember = () => {
      if (element) view.remember({ scrollTop: element.scrollTop });
    };
    element?.addEventListener("scroll", remember, { passive: true });
    return () => element?.removeEventListener("scroll", remember);
  }, [view]);
  useEffect(() => view.want(sight.first, sight.last), [view, sight.first, sight.last, total]);
  const forget = useEffectEvent(() => ranges.forget());
  useEffect(() => forget(), [shown.spec]);
  // The bar of the selection comes over the row that was selected last.
  const uncover = useEffectEvent(() => {
    if (focus.row >= sight.first && focus.row <= sight.last) scrolling.show(focus.row);
  });
  useEffect(() => {
    if (room > 0) uncover();
  }, [room]);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );

  const indexes = width > 0 ? drawnRows(sight, deferredFirst, OVERSCAN, count, focus.row) : [];

  const seenSelected = selection.count - selection.hidden;
  const allSelected = seenSelected > 0 && (seenSelected >= (total ?? 0) ? true : "mixed");

  const moveTo = (row: number, at: number) => focus.moveTo({ row, column: at, id: columns[at - 1]?.id ?? "" });
  const sortBy = (column: ColumnDef<Row> | undefined) => {
    if (!column?.sort) return;
    const { sort: by } = view.spec.get();
    view.change({ sort: { column: column.sort, descending: by.column === column.sort ? !by.descending : (column.descendingFirst ?? false) } });
  };
  // The box of the header is about the rows that are shown.
  const toggleAll = () => void (allSelected === true ? view.unselectShown() : view.select({ op: "all" }));
  const toggle = (index: number) => {
    const row = rowAt(shown, index);
    if (row) void view.select({ op: "set", key: row.key, selected: !isSelected(view.shown.get(), index) });
    ranges.begin(index);
  };
  const act = (row: number, at: number) => {
    if (row < 0) {
      if (at === 0) toggleAll();
      else sortBy(columns[at - 1]);
    } else if (at === 0) {
      toggle(row);
    } else {
      const key = rowAt(shown, row)?.key;
      ranges.begin(row);
      if (key) view.opened.set(key);
    }
  };

  const onClick = (event: MouseEvent) => {
    const hit = hitOf(event.target, columns);
    if (drag.isDragged() || !hit) return;
    const before = focus.row;
    moveTo(hit.row, hit.place);
    if (hit.row >= 0 && event.shiftKey) ranges.extend(hit.row, Math.max(before, 0));
    else if (hit.row >= 0 && (event.ctrlKey || event.metaKey)) toggle(hit.row);
    else act(hit.row, hit.place);
  };

  const onContextMenu = (event: MouseEvent) => {
    const hit = hitOf(event.target, columns);
    event.preventDefault();
    const row = hit && rowAt(shown, hit.row);
    if (!row) return;
    moveTo(hit.row, hit.place);
    onMenu(row, { x: event.clientX, y: event.clientY }, columns[hit.place - 1]);
  };

  const resize = (key: string, shift: boolean, ctrl: boolean): boolean => {
    const column = columns[place - 1];
    const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (!column || by === 0 || focus.row >= 0 || !shift) return false;
    const ids = columns.map((each) => each.id);
    if (ctrl) choice.set((before) => withMoved(before, ids, column.id, place - 1 + by));
    else choice.set((before) => withWidth(before, column.id, (tracks.widths[place - 1] ?? 0) + by * STEP));
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const at = { row: focus.row, column: place };
    const next = event.altKey ? null : moved(at, event.key, ctrl, { rows: total ?? 0, columns: columns.length + 1, page });
    const row = rowAt(shown, focus.row);
    if (resize(event.key, event.shiftKey, ctrl)) {
      // Done.
    } else if (next) {
      if (event.shiftKey && next.row !== focus.row && next.row >= 0) ranges.extend(next.row, Math.max(focus.row, 0));
      else if (next.row !== focus.row && next.row >= 0) ranges.begin(next.row);
      moveTo(next.row, next.column);
    } else if (event.key === " ") {
      if (event.shiftKey && focus.row >= 0) ranges.extend(focus.row, focus.row);
      else if (focus.row < 0) act(focus.row, place);
      else toggle(focus.row);
    } else if (event.key === "Enter") {
      act(focus.row, place);
    } else if (ctrl && event.key.toLowerCase() === "a") {
      void view.select({ op: "all" });
    } else if (ctrl && event.key.toLowerCase() === "c" && row) {
      const column = columns[place - 1];
      onCopy(row, event.shiftKey || !column ? columns : [column]);
    } else if (event.key === "Escape" && selection.count > 0) {
      onClear();
    } else if (event.key === "Escape" && opened) {
      view.opened.set(null);
    } else if ((event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) && row) {
      const box = document.getElementById(cellId(id, focus.row, place))?.getBoundingClientRect();
      onMenu(row, { x: box?.left ?? 0, y: box?.bottom ?? 0 }, columns[place - 1]);
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={attach}
      className={classes(styles.grid, drag.moving !== null && styles.moving)}
      style={{ "--columns": tracks.template, "--row-width": `${tracks.width}px` } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={(total ?? 0) + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-busy={total === undefined}
      aria-activedescendant={cellId(id, covered ? -1 : focus.row, place)}
      onClick={onClick}
      onDoubleClick={(event) => {
        const edge = event.target instanceof HTMLElement ? event.target.dataset.resize : undefined;
        if (edge) drag.reset(edge);
      }}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
      onPointerDown={drag.onPointerDown}
      onPointerMove={drag.onPointerMove}
      onPointerUp={drag.onPointerUp}
      onPointerCancel={drag.onPointerCancel}
    >
      <GridHeader id={id} columns={columns} widths={tracks.widths} sort={shown.spec.sort} focused={focus.row === -1 || covered ? place : -1} selected={allSelected} />
      {count > 0 && (
        <div className={styles.body} style={{ height: bodyHeight(count, sizes.row) + room }} role="rowgroup">
          {indexes.map((index) => {
            const of = index >= sight.first && index <= sight.last ? shown : deferred;
            const row = rowAt(of, index);
            const top = index * sizes.row + sight.shift;
            if (!row) return <SkeletonRow key={index} id={id} index={index} top={top} columns={columns} label={t("loadingRow")} focused={focus.row === index} />;
            return (
              <GridRow
                key={index}
                id={id}
                index={index}
                top={top}
                row={row}
                columns={columns}
                context={context}
                boxLabel={boxLabel}
                selected={isSelected(of, index)}
                opened={sameKey(opened, row.key)}
                marked={marked.has(keyText(row.key))}
                focused={focus.row === index ? place : -1}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

/** The cell under a click; beside the cells a row is clicked as its first words. */
function hitOf(target: EventTarget, columns: readonly { id: string }[]): { row: number; place: number } | null {
  if (!(target instanceof Element)) return null;
  const column = target.closest<HTMLElement>("[data-column]")?.dataset.column;
  const row = target.closest<HTMLElement>("[data-row]")?.dataset.row;
  if (row === undefined) return null;
  return { row: Number(row), place: column === undefined ? 1 : columns.findIndex((each) => each.id === column) + 1 };
}
