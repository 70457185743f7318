/** WebKit draws nothing beyond 33.5 million pixels: a longer list is scrolled in proportion. */
const TALLEST = 30_000_000;

/** The rows that are to be seen. */
export interface Sight {
  first: number;
  last: number;
  /** What is added to a row's own place, `index * rowHeight`. */
  shift: number;
}

/** How tall the whole list is made. */
export const bodyHeight = (total: number, rowHeight: number): number => Math.min(total * rowHeight, TALLEST);

/** Pixels of rows for each pixel of scrolling; 1 but for a list that is too long. */
function ratio(total: number, rowHeight: number, seen: number): number {
  const body = bodyHeight(total, rowHeight);
  return body < TALLEST ? 1 : (total * rowHeight - seen) / (body - seen);
}

/** What is in sight at a place of the scroller. `seen` is the height of the rows' part of it. */
export function sightOf(scrollTop: number, seen: number, total: number, rowHeight: number): Sight {
  const offset = scrollTop * ratio(total, rowHeight, seen);
  const first = Math.min(Math.max(0, Math.floor(offset / rowHeight)), Math.max(0, total - 1));
  const last = Math.min(Math.max(first, Math.ceil((offset + seen) / rowHeight) - 1), Math.max(0, total - 1));
  return { first, last, shift: scrollTop - offset };
}

/** Where to scroll so that a row is in sight, moving as little as needed. */
export function scrollTopFor(row: number, scrollTop: number, seen: number, total: number, rowHeight: number): number {
  const by = ratio(total, rowHeight, seen);
  const offset = scrollTop * by;
  const top = row * rowHeight;
  if (top < offset) return top / by;
  if (top + rowHeight > offset + seen) return (top + rowHeight - seen) / by;
  return scrollTop;
}

/** Where to scroll so that what moved by so many rows stays in its place. */
export const scrolledBy = (rows: number, scrollTop: number, seen: number, total: number, rowHeight: number): number =>
  Math.max(0, scrollTop + (rows * rowHeight) / ratio(total, rowHeight, seen));

/**
 * The rows that are drawn, in order: those in sight, so many beyond the edges, and the one with the focus, wherever the list was
 * scrolled to. `deferredFirst` is the first row in sight a moment ago: where the list has leapt to, the rows in sight come alone at first.
 */
export function drawnRows({ first, last }: Sight, deferredFirst: number, beyond: number, total: number, focus: number): number[] {
  const hasLeapt = Math.abs(first - deferredFirst) > last - first;
  const from = hasLeapt ? first : Math.max(0, first - beyond);
  const to = Math.min(total - 1, hasLeapt ? last : last + beyond);
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
  if (focus < 0 || focus >= total || (focus >= from && focus <= to)) return rows;
  return focus < from ? [focus, ...rows] : [...rows, focus];
}
