import type { ReactNode } from "react";
import type { SortColumn } from "../backend/bindings/types";
import type { IconName } from "../components/iconShapes";

/** What a cell may need besides its row. */
export interface CellContext {
  /** The letters that were searched for. */
  search: string;
  now: number;
}

/** A column of a grid: how wide it is, and what stands in its cells. */
export interface ColumnDef<Row> {
  id: string;
  /** Its name, in the language of the window. */
  header: string;
  /** Stands in the place of the name where that has no room, which is under `ideal`. */
  icon?: IconName;
  /** The name is read, not shown. */
  headerHidden?: boolean;
  /** Pixels, padding included: under `min` its words are cut, at `ideal` the usual ones stand in full. */
  min: number;
  ideal: number;
  /** Its share of what is left over; 0 for none. */
  grow: number;
  /** The highest goes first when there is no room; 0 stays. */
  dropRank: number;
  align?: "end";
  /** What the core sorts by. */
  sort?: SortColumn;
  /** The first click puts the largest or newest first. */
  descendingFirst?: boolean;
  /** Class of its cells. */
  className?: string | undefined;
  /** Width of the bar while a row is on its way; without it there is none. */
  skeleton?: number;
  cell: (row: Row, context: CellContext) => ReactNode;
  /** Shown when the words are cut, or always with `tipAlways`. */
  tip?: (row: Row) => string | undefined;
  tipAlways?: boolean;
  /** The cell as text. */
  copy?: (row: Row) => string;
}
