import type { ColumnChoice } from "./columnChoice";
import type { ColumnDef } from "./columnDef";

/** The column of the boxes begins at the edge, so that a click beside a box still meets it. */
const BOX = 38;
/** What is left free at the right. */
const SIDE = 8;

type Sized = Pick<ColumnDef<never>, "id" | "min" | "ideal" | "grow" | "dropRank">;

export interface Tracks<Column> {
  /** Columns that are shown, in their order. */
  columns: readonly Column[];
  /** Their widths in pixels. */
  widths: readonly number[];
  /** For `grid-template-columns`: the boxes, the columns, the side. */
  template: string;
  /** All of it; wider than the grid only when a person has made it so. */
  width: number;
}

/** The columns in the order that a person has given them. */
export function inOrder<Column extends { id: string }>(columns: readonly Column[], choice: ColumnChoice): Column[] {
  const named = choice.order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  if (named.length === 0) return [...columns];
  // A column that is not named stands where it would stand behind its neighbour.
  return columns.reduce<Column[]>((placed, column, index) => {
    if (placed.includes(column)) return placed;
    const before = columns.slice(0, index).findLast((each) => placed.includes(each));
    placed.splice(before ? placed.indexOf(before) + 1 : 0, 0, column);
    return placed;
  }, named);
}

/** Which columns have room in so many pixels, and how wide each is. */
export function tracksOf<Column extends Sized>(all: readonly Column[], width: number, choice: ColumnChoice): Tracks<Column> {
  const room = Math.max(0, Math.floor(width)) - BOX - SIDE;
  let columns = inOrder(all, choice).filter((column) => !choice.hidden.includes(column.id));
  const least = (column: Column) => choice.widths[column.id] ?? column.min;
  const sum = (of: (column: Column) => number) => columns.reduce((total, column) => total + of(column), 0);
  while (sum(least) > room) {
    const next = columns.reduce<Column | null>((last, column) => (column.dropRank > (last?.dropRank ?? 0) ? column : last), null);
    if (!next) break;
    columns = columns.filter((column) => column !== next);
  }
  const widths = columns.map(least);
  let left = room - widths.reduce((total, each) => total + each, 0);
  const share = (weights: readonly number[]) => {
    const sumOf = weights.reduce((total, each) => total + each, 0);
    if (left <= 0 || sumOf <= 0) return;
    const given = Math.min(left, sumOf);
    weights.forEach((weight, index) => {
      const part = Math.floor((given * weight) / sumOf);
      widths[index] = (widths[index] ?? 0) + part;
      left -= part;
    });
  };
  // First what the usual words need, then what is left over.
  share(columns.map((column) => (choice.widths[column.id] === undefined ? Math.max(0, column.ideal - column.min) : 0)));
  const grow = columns.map((column) => (choice.widths[column.id] === undefined ? column.grow : 0));
  const weight = grow.reduce((total, each) => total + each, 0);
  if (left > 0 && weight > 0) share(grow.map((each) => (each * left) / weight));
  const eager = grow.indexOf(Math.max(...grow));
  if (left > 0 && weight > 0 && eager >= 0) widths[eager] = (widths[eager] ?? 0) + left;
  const used = widths.reduce((total, each) => total + each, BOX + SIDE);
  return { columns, widths, template: `${BOX}px ${widths.map((each) => `${each}px`).join(" ")} ${SIDE}px`, width: Math.max(used, Math.floor(width)) };
}
