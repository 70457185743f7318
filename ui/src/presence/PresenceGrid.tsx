import { useId, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import type { PresenceBy, PresenceRow, PresenceWindow } from "../backend/bindings/types";
import { cellId, classes } from "../grid/GridRow";
import { moved, type Cell } from "../grid/moves";
import { bodyHeight, drawnRows } from "../grid/sight";
import type { Scrolling } from "../grid/useSight";
import { useTranslation } from "../i18n/useTranslation";
import { AccountLine } from "./AccountLine";
import { ImagesLine } from "./ImagesLine";
import { isOf, type Picked } from "./picked";
import { LINE_HEIGHT } from "./sizes";
import styles from "./Presence.module.css";

const NOTHING: Pick<PresenceWindow, "regions" | "total" | "from" | "lines"> = { regions: [], total: 0, from: 0, lines: [] };
/** Lines beyond the edges. */
const OVERSCAN = 4;

interface Props {
  scroller: RefObject<HTMLDivElement | null>;
  scrolling: Scrolling;
  /** `undefined` while nothing is known. */
  window: PresenceWindow | undefined;
  label: string;
  by: PresenceBy;
  picked: Picked | null;
  /** The cell whose reasons are open. */
  opened: { row: PresenceRow; regionId: string } | null;
  /** So many pixels at the end have something over them. */
  room: number;
  /** A cell of a region was clicked or its key pressed. */
  onAct: (row: PresenceRow, column: number, cell: HTMLElement | null) => void;
  onClear: () => void;
}

/** The matrix: one tab stop, and the focus is a cell. Only the lines in sight exist. */
export function PresenceGrid({ scroller, scrolling, window: shown, label, by, picked, opened, room, onAct, onClear }: Props) {
  const { t } = useTranslation("presence");
  const id = useId();
  const { regions, total, from, lines } = shown ?? NOTHING;
  const [at, setFocus] = useState<Cell>({ row: 0, column: 0 });
  const focus = { row: Math.min(at.row, total - 1), column: Math.min(at.column, regions.length + 1) };
  const { sight } = scrolling;
  const indexes = scrolling.width > 0 ? drawnRows(sight, sight.first, OVERSCAN, total, focus.row) : [];

  const focusOn = (next: Cell) => {
    setFocus(next);
    if (next.row >= 0) scrolling.show(next.row);
    // A cell beside the edge comes into sight; the names and the sums stay there anyway.
    requestAnimationFrame(() => showColumn(scroller.current, document.getElementById(cellId(id, next.row, next.column))));
  };
  const act = ({ row: index, column }: Cell) => {
    const line = lines[index - from];
    const region = column - 1;
    if (line?.kind === "row" && region >= 0 && region < regions.length) onAct(line, region, document.getElementById(cellId(id, index, column)));
  };
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>("[data-row]")?.dataset.row;
    if (row === undefined) return;
    const place = event.target.closest<HTMLElement>("[data-place]")?.dataset.place;
    const next = { row: Number(row), column: Number(place ?? 0) };
    setFocus(next);
    if (event.target.closest("[data-place]")) act(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = event.altKey ? null : moved(focus, event.key, event.ctrlKey || event.metaKey, { rows: total, columns: regions.length + 2, page: scrolling.page });
    if (next) focusOn(next);
    else if (event.key === "Enter" || event.key === " ") {
      // A key that is held down would pick and clear in turn.
      if (!event.repeat) act(focus);
    } else if (event.key === "Escape" && picked) onClear();
    else return;
    event.preventDefault();
  };

  const header = (column: number, text: string, className: string | undefined) => (
    <div
      key={column}
      id={cellId(id, -1, column)}
      role="columnheader"
      aria-colindex={column + 1}
      className={classes(className, focus.row === -1 && focus.column === column && styles.focused)}
      data-tip={text}
      data-tip-cut=""
    >
      <span className="trunc">{text}</span>
    </div>
  );
  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={{ "--regions": regions.length, "--line": `${LINE_HEIGHT}px` } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={regions.length + 2}
      aria-multiselectable="true"
      aria-busy={shown === undefined}
      aria-activedescendant={cellId(id, focus.row, focus.column)}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className={styles.header} role="row" aria-rowindex={1}>
        {header(0, t(by === "family" ? "column.family" : "column.name"), styles.name)}
        {regions.map((regionId, column) => header(column + 1, regionId, styles.cell))}
        {header(regions.length + 1, t("column.present"), styles.sum)}
      </div>
      <div className={styles.body} role="rowgroup" style={{ height: bodyHeight(total, LINE_HEIGHT) + room }}>
        {indexes.map((index) => {
          const line = lines[index - from];
          const top = index * LINE_HEIGHT + sight.shift;
          const focused = focus.row === index ? focus.column : -1;
          if (!line) {
            return (
              <div key={index} className={styles.line} role="row" aria-rowindex={index + 2} style={{ top }}>
                <div id={cellId(id, index, 0)} role="rowheader" className={styles.name}>
                  <span className="faint">{t("loading")}</span>
                </div>
              </div>
            );
          }
          if (line.kind === "account") return <AccountLine key={`account ${line.accountId}`} id={id} index={index} top={top} line={line} by={by} regionIds={regions} focused={focused} />;
          return (
            <ImagesLine
              key={`${line.accountId} ${line.id}`}
              id={id}
              index={index}
              top={top}
              row={line}
              by={by}
              regionIds={regions}
              picked={picked && isOf(picked, line) ? picked.regionIds.join(" ") : ""}
              opened={opened && opened.row.accountId === line.accountId && opened.row.id === line.id ? opened.regionId : null}
              focused={focused}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Scrolls sideways as little as needed, past what stays at both edges. */
function showColumn(scroller: HTMLElement | null, cell: HTMLElement | null): void {
  if (!scroller || !cell?.classList.contains(styles.cell ?? "")) return;
  const row = cell.parentElement;
  const [first, last] = [row?.firstElementChild, row?.lastElementChild];
  const box = cell.getBoundingClientRect();
  const left = first?.getBoundingClientRect().right ?? 0;
  const right = last?.getBoundingClientRect().left ?? 0;
  if (box.left < left) scroller.scrollLeft -= left - box.left;
  else if (box.right > right) scroller.scrollLeft += box.right - right;
}
