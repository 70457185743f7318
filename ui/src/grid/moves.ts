/** Where the focus is: the header is row -1. */
export interface Cell {
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that fit into the window. */
  page: number;
}

/** Where a key takes the focus; `null` when the key is not for moving. */
export function moved(from: Cell, key: string, ctrl: boolean, { rows, columns, page }: Extent): Cell | null {
  const last = rows - 1;
  const row = (next: number): Cell => ({ ...from, row: Math.min(Math.max(next, -1), last) });
  const column = (next: number): Cell => ({ ...from, column: Math.min(Math.max(next, 0), columns - 1) });
  switch (key) {
    case "ArrowDown":
      return row(from.row + 1);
    case "ArrowUp":
      return row(from.row - 1);
    case "PageDown":
      return row(Math.max(from.row, 0) + page);
    case "PageUp":
      return row(Math.max(from.row - page, Math.min(from.row, 0)));
    case "ArrowRight":
      return column(from.column + 1);
    case "ArrowLeft":
      return column(from.column - 1);
    case "Home":
      return ctrl ? { row: Math.min(0, last), column: 0 } : column(0);
    case "End":
      return ctrl ? { row: last, column: columns - 1 } : column(columns - 1);
    default:
      return null;
  }
}
