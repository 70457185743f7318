import { Skeleton } from "../components/Skeleton";
import type { ColumnId } from "./columns";
import { rowTop } from "./GridRow";
import styles from "./Grid.module.css";

const WIDTHS: Partial<Record<ColumnId, number>> = {
  status: 56,
  name: 112,
  snapshotId: 130,
  diskType: 40,
  instance: 72,
  size: 36,
  createdAt: 28,
  region: 64,
  account: 52,
};

export interface SkeletonRowProps {
  index: number;
  columns: readonly ColumnId[];
  label: string;
}

/** A row that is on its way. */
export function SkeletonRow({ index, columns, label }: SkeletonRowProps) {
  return (
    <div className={styles.row} role="row" aria-rowindex={index + 2} style={{ top: rowTop(index) }}>
      {columns.map((column, place) => {
        const width = WIDTHS[column];
        return (
          <div key={column} role="gridcell" aria-colindex={place + 1} className={`${styles.cell} ${column === "size" ? styles.size : ""}`}>
            {width !== undefined && <Skeleton width={width} />}
            {column === "name" && <span className="sr-only">{label}</span>}
          </div>
        );
      })}
    </div>
  );
}
