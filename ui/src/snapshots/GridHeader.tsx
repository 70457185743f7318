import { useTranslation } from "react-i18next";
import type { SnapshotSort } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { SORTABLE, type ColumnId } from "./columns";
import { cellId } from "./GridRow";
import styles from "./Grid.module.css";

export interface GridHeaderProps {
  columns: readonly ColumnId[];
  sort: SnapshotSort;
  /** Column that has the focus; -1 for none. */
  focused: number;
  /** Of the rows that are loaded here. */
  allChecked: boolean;
}

/** Names of the columns. Clicks and keys are taken care of by the grid. */
export function GridHeader({ columns, sort, focused, allChecked }: GridHeaderProps) {
  const { t } = useTranslation("snapshots");
  return (
    <div className={styles.header} role="row" aria-rowindex={1} data-row={-1}>
      {columns.map((column, place) => {
        const sortable = SORTABLE[column];
        const sorted = sortable === sort.column;
        const className = `${styles.cell} ${column === "size" ? styles.size : ""} ${sortable ? styles.sortable : ""} ${place === focused ? styles.focused : ""}`;
        const aria = sortable ? { "aria-sort": sorted ? (sort.descending ? ("descending" as const) : ("ascending" as const)) : ("none" as const) } : {};
        return (
          <div key={column} id={cellId(-1, place)} role="columnheader" aria-colindex={place + 1} className={className} data-column={column} {...aria}>
            {column === "select" ? (
              <span
                className={styles.box}
                role="checkbox"
                aria-checked={allChecked}
                aria-label={t("selectAll")}
              >
                {allChecked && <Icon name="check" size="tiny" />}
              </span>
            ) : column === "encrypted" ? (
              <span className="sr-only">{t("columns.encrypted")}</span>
            ) : (
              <>
                <span className="trunc">{t(`columns.${column}`)}</span>
                {sorted && <Icon name={sort.descending ? "arrowDown" : "arrowUp"} size="tiny" />}
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}
