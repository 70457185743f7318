import type { Problem, ResourceKey, SelectOperation, Selection, ViewRows, ViewSpec } from "../backend/bindings/types";
import { PAGE_ROWS } from "../backend/pageRows";
import { sameKey } from "../backend/resourceKey";

/** A page of rows as the core gave it. */
export interface Page<Row> {
  rows: readonly Row[];
  selected: readonly boolean[];
}

/** What a view shows now. A new value for every change. */
export interface Shown<Row> {
  /** The question whose rows these are: the one before, until the first rows of the next are there. */
  spec: ViewSpec;
  /** Rows that match, and rows of the scope; undefined before the first answer. */
  total: number | undefined;
  of: number | undefined;
  selection: Selection;
  pages: ReadonlyMap<number, Page<Row>>;
  /** Why the last asking failed, or why not all rows could be loaded. Rows from before stay. */
  problem: Problem | null;
  /** The rows of the last run of the program are still being loaded. */
  loading: boolean;
}

export const nothingShown = <Row>(spec: ViewSpec): Shown<Row> => ({
  spec,
  total: undefined,
  of: undefined,
  selection: { count: 0, hidden: 0 },
  pages: new Map(),
  problem: null,
  loading: false,
});

export const pageOf = (index: number): number => Math.max(0, Math.floor(index / PAGE_ROWS));

/** The row at an index, or nothing while it is on its way. */
export const rowAt = <Row>(shown: Shown<Row>, index: number): Row | undefined => shown.pages.get(pageOf(index))?.rows[index % PAGE_ROWS];

export const isSelected = <Row>(shown: Shown<Row>, index: number): boolean =>
  shown.pages.get(pageOf(index))?.selected[index % PAGE_ROWS] ?? false;

/** Pages that stay near those in sight. */
const KEPT = 6;

/** What is shown once a page has come. */
export function withPage<Row>(shown: Shown<Row>, page: number, answer: ViewRows): Shown<Row> {
  const rows = answer.rows.rows as readonly unknown[] as readonly Row[];
  const kept = [...shown.pages].filter(([each]) => Math.abs(each - page) <= KEPT && each * PAGE_ROWS < answer.total);
  const pages = new Map([...kept, [page, { rows, selected: answer.selected }]]);
  return { ...shown, total: answer.total, of: answer.of, selection: answer.selection, pages, problem: answer.problem, loading: answer.loading };
}

/** What an operation makes of a row, as far as that is plain without the core's order; `undefined` when it is not. */
function selectedAfter(operation: SelectOperation, key: ResourceKey, before: boolean): boolean | undefined {
  switch (operation.op) {
    case "clear":
      return false;
    case "all":
      return true;
    case "only":
      return sameKey(operation.key, key);
    case "set":
      return sameKey(operation.key, key) ? operation.selected : before;
    default:
      return undefined;
  }
}

/** The rows with their boxes as they will be: a click is to be seen at once. */
export function withSelected<Row extends { key: ResourceKey }>(shown: Shown<Row>, operation: SelectOperation): Shown<Row> {
  const pages = [...shown.pages].map(([page, { rows, selected }]) => {
    const after = rows.map((row, index) => selectedAfter(operation, row.key, selected[index] ?? false) ?? selected[index] ?? false);
    return [page, { rows, selected: after }] as const;
  });
  return { ...shown, pages: new Map(pages) };
}
