import { memo, useEffect, useState } from "react";
import { Skeleton } from "../components/Skeleton";
import type { ColumnDef } from "./columnDef";
import { cellId, classes } from "./GridRow";
import styles from "./Grid.module.css";

/** What comes within so many milliseconds is not announced by bars. */
const PATIENCE = 150;

export interface SkeletonRowProps<Row> {
  id: string;
  index: number;
  top: number;
  columns: readonly ColumnDef<Row>[];
  label: string;
  /** One of its cells has the focus. */
  focused: boolean;
}

/** A row that is on its way. At first it has next to nothing in it: a thumb that is dragged through a list passes thousands of them. */
function Row<R>({ id, index, top, columns, label, focused }: SkeletonRowProps<R>) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.row} role="row" aria-rowindex={index + 2} style={{ top }}>
      <div id={cellId(id, index, 0)} role="gridcell" aria-colindex={1} className={classes(styles.cell, styles.tick)}>
        <span className="sr-only">{label}</span>
      </div>
      {(isLate || focused) &&
        columns.map((column, place) => (
          <div
            key={column.id}
            id={cellId(id, index, place + 1)}
            role="gridcell"
            aria-colindex={place + 2}
            className={classes(styles.cell, column.align && styles.end)}
          >
            {isLate && column.skeleton !== undefined && <Skeleton width={column.skeleton} />}
          </div>
        ))}
    </div>
  );
}

export const SkeletonRow = memo(Row) as typeof Row;
