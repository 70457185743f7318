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

/** `next`, with every part that says the same as before being the one from before: who shows that part has nothing to do. */
function kept<T>(before: T, next: T): T {
  if (!hasParts(before) || !hasParts(next)) return next;
  const names = Object.keys(next);
  const parts = names.map((name) => [name, kept(before[name], next[name])] as const);
  if (names.length === Object.keys(before).length && parts.every(([name, part]) => Object.is(before[name], part))) return before;
  return (Array.isArray(next) ? parts.map(([, part]) => part) : Object.fromEntries(parts)) as T;
}

/** Lists and plain objects. */
const hasParts = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !(value instanceof Map);

/** What is shown once a page has come; nothing else than before when it says the same. */
export function withPage<Row>(shown: Shown<Row>, page: number, answer: ViewRows): Shown<Row> {
  const { total, of, selection, problem, loading } = answer;
  const known = shown.pages.get(page);
  const rows = answer.rows.rows as readonly unknown[] as readonly Row[];
  const next = kept<Page<Row>>(known ?? { rows: [], selected: [] }, { rows, selected: answer.selected });
  const near = [...shown.pages].filter(([each]) => Math.abs(each - page) <= KEPT && each * PAGE_ROWS < total);
  const pages = next === known && near.length === shown.pages.size ? shown.pages : new Map([...near, [page, next]]);
  return kept(shown, { ...shown, total, of, selection, pages, problem, loading });
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
