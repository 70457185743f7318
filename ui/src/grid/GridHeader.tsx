import type { Sort } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { useTranslation } from "../i18n/useTranslation";
import type { ColumnDef } from "./columnDef";
import { cellId, classes } from "./GridRow";
import styles from "./Grid.module.css";

export interface GridHeaderProps<Row> {
  id: string;
  columns: readonly ColumnDef<Row>[];
  widths: readonly number[];
  sort: Sort;
  focused: number;
  /** Of all rows that are shown. */
  selected: boolean | "mixed";
}

/** Names of the columns. Clicks, keys and dragging are taken care of by the grid. */
export function GridHeader<Row>({ id, columns, widths, sort, focused, selected }: GridHeaderProps<Row>) {
  const { t } = useTranslation("grid");
  return (
    <div className={styles.header} role="row" aria-rowindex={1} data-row={-1}>
      <div id={cellId(id, -1, 0)} role="columnheader" aria-colindex={1} className={classes(styles.cell, styles.tick, focused === 0 && styles.focused)} data-column="">
        <span className={styles.box} role="checkbox" aria-checked={selected} aria-label={t("selectAll")} />
      </div>
      {columns.map((column, place) => {
        const sorted = column.sort !== undefined && column.sort === sort.column;
        // Where the name has no room its shape stands.
        const icon = column.icon !== undefined && (widths[place] ?? 0) < column.ideal ? column.icon : undefined;
        const direction = sorted ? (sort.descending ? "descending" : "ascending") : "none";
        return (
          <div
            key={column.id}
            id={cellId(id, -1, place + 1)}
            role="columnheader"
            aria-colindex={place + 2}
            className={classes(styles.cell, column.align && styles.end, column.sort && styles.sortable, focused === place + 1 && styles.focused)}
            data-column={column.id}
            data-tip={column.header}
            data-tip-cut={icon ? undefined : ""}
            aria-sort={column.sort ? direction : undefined}
          >
            {icon && <Icon name={icon} size="small" />}
            <span className={icon || column.headerHidden ? "sr-only" : "trunc"}>{column.header}</span>
            {sorted && <Icon name={sort.descending ? "arrowDown" : "arrowUp"} size="tiny" />}
            <i className={styles.edge} data-resize={column.id} />
          </div>
        );
      })}
    </div>
  );
}
