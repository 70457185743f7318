import type { JournalLine } from "../backend/bindings/types";

/** Height of an entry, in pixels. */
export const LINE = 44;
/** Height of the day before its first entry. */
export const DAY = 26;

/** Where entries stand. */
export interface Placed {
  /** Pixels above each entry. */
  tops: readonly number[];
  /** Whether the day stands before it. */
  first: readonly boolean[];
  height: number;
}

/** Entries under each other, a day before its first one. */
export function placed(lines: readonly JournalLine[], dayOf: (at: number) => string): Placed {
  const tops: number[] = [];
  const first: boolean[] = [];
  let height = 0;
  let before = "";
  for (const { sentAt } of lines) {
    const day = dayOf(sentAt);
    first.push(day !== before);
    if (day !== before) height += DAY;
    tops.push(height);
    height += LINE;
    before = day;
  }
  return { tops, first, height };
}

/** The last entry that begins above a place; the first one when none does. */
export function entryAt(tops: readonly number[], at: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where to scroll so that an entry is in sight with its day, moving as little as needed. */
export function scrollTopFor({ tops, first }: Placed, index: number, scrollTop: number, seen: number): number {
  const bottom = (tops[index] ?? 0) + LINE;
  const top = bottom - LINE - (first[index] === true ? DAY : 0);
  if (top < scrollTop) return top;
  return bottom > scrollTop + seen ? bottom - seen : scrollTop;
}
