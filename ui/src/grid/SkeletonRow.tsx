import { Skeleton } from "../components/Skeleton";
import type { ColumnDef } from "./columnDef";
import { cellId, classes } from "./GridRow";
import styles from "./Grid.module.css";

export interface SkeletonRowProps<Row> {
  id: string;
  index: number;
  top: number;
  columns: readonly ColumnDef<Row>[];
  label: string;
}

/** A row that is on its way. */
export function SkeletonRow<Row>({ id, index, top, columns, label }: SkeletonRowProps<Row>) {
  return (
    <div className={classes(styles.row, styles.waiting)} role="row" aria-rowindex={index + 2} style={{ top }}>
      <div id={cellId(id, index, 0)} role="gridcell" aria-colindex={1} className={classes(styles.cell, styles.tick)}>
        <span className="sr-only">{label}</span>
      </div>
      {columns.map((column, place) => (
        <div
          key={column.id}
          id={cellId(id, index, place + 1)}
          role="gridcell"
          aria-colindex={place + 2}
          className={classes(styles.cell, column.align && styles.end)}
        >
          {column.skeleton !== undefined && <Skeleton width={column.skeleton} />}
        </div>
      ))}
    </div>
  );
}
