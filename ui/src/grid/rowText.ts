import type { ColumnDef } from "./columnDef";

/** Cells of a row as text, one tab between two, as spreadsheets take them. A line break in a name would be a command in a terminal. */
export const rowText = <Row>(row: Row, columns: readonly ColumnDef<Row>[]): string =>
  columns.map((column) => (column.copy?.(row) ?? "").replaceAll(/\p{Cc}+/gu, " ")).join("\t");
