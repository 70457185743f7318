import { memo } from "react";
import type { CellContext, ColumnDef } from "./columnDef";
import styles from "./Grid.module.css";

export interface GridRowProps<Row> {
  /** Of the grid; ids of cells begin with it. */
  id: string;
  index: number;
  /** Pixels from the top. */
  top: number;
  row: Row;
  columns: readonly ColumnDef<Row>[];
  context: CellContext;
  /** Accessible name of the box of a row. */
  boxLabel: (row: Row) => string;
  selected: boolean;
  opened: boolean;
  /** Has to do with the opened one. */
  marked: boolean;
  /** Place of the cell with the focus, the box being 0; -1 for none. */
  focused: number;
}

/** Id of a cell; the header is row -1, the box is place 0. */
export const cellId = (id: string, row: number, place: number) => `${id}-${row}-${place}`;

export const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(" ");

/** One row. Clicks and keys are taken care of by the grid. */
function Row<R>({ id, index, top, row, columns, context, boxLabel, selected, opened, marked, focused }: GridRowProps<R>) {
  return (
    <div
      className={classes(styles.row, opened && styles.opened, selected && styles.selected, marked && styles.marked)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      style={{ top }}
    >
      <div id={cellId(id, index, 0)} role="gridcell" aria-colindex={1} className={classes(styles.cell, styles.tick, focused === 0 && styles.focused)} data-column="">
        <span className={styles.box} role="checkbox" aria-checked={selected} aria-label={boxLabel(row)} />
      </div>
      {columns.map((column, place) => {
        const tip = column.tip?.(row);
        return (
          <div
            key={column.id}
            id={cellId(id, index, place + 1)}
            role="gridcell"
            aria-colindex={place + 2}
            className={classes(styles.cell, column.align && styles.end, column.className, focused === place + 1 && styles.focused)}
            data-column={column.id}
            data-tip={tip}
            data-tip-cut={tip !== undefined && !column.tipAlways ? "" : undefined}
          >
            {column.cell(row, context)}
          </div>
        );
      })}
    </div>
  );
}

export const GridRow = memo(Row) as typeof Row;
