import type { ColumnDef } from "./columnDef";

/** Cells of a row as text, one tab between two, as spreadsheets take them. */
export const rowText = <Row>(row: Row, columns: readonly ColumnDef<Row>[]): string =>
  columns.map((column) => (column.copy?.(row) ?? "").replaceAll(/[\t\r\n]+/g, " ")).join("\t");
