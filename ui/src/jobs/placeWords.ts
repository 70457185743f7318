/** About the width of a letter of 12 px. */
const LETTER = 6;
const WIDE_LETTER = 12;
/** Between a bar and its words. */
export const GAP = 8;

/** About how wide words of 12 px are: a picture places its words itself. */
export function wordsWidth(words: string): number {
  let width = 0;
  for (const letter of words) width += letter > "\u2e7f" ? WIDE_LETTER : LETTER;
  return width;
}

/** What the words of a line must keep clear of; all in px. */
export interface Line {
  /** Where what is drawn begins and ends; `null` when nothing is. */
  drawn: { from: number; to: number } | null;
  /** The line of now, while there is one. */
  now: number | null;
  /** Where the picture of times begins and ends. */
  left: number;
  right: number;
  /** The side that is taken when there is room on both. */
  prefer: "before" | "after";
}

/** Where words of this width begin: beside what is drawn, on a side with room, and never across the line of now. */
export function placeWords(width: number, { drawn, now, left, right, prefer }: Line): number {
  const begin = drawn?.from ?? now ?? left;
  const end = drawn?.to ?? now ?? left;
  const crosses = (at: number) => now !== null && at < now + 4 && at + width > now - 4;
  const after = now !== null && crosses(end + GAP) ? now + GAP : end + GAP;
  const before = now !== null && crosses(begin - GAP - width) ? now - GAP - width : begin - GAP - width;
  const fits = { after: after + width <= right, before: drawn !== null && before >= left };
  if (fits.after && fits.before) {
    // Beyond the line of now may be far from the bar: the other side is nearer.
    const far = after > end + GAP;
    return prefer === "before" || far ? before : after;
  }
  if (fits.after) return after;
  if (fits.before) return before;
  // No side has room: over the bar, whole.
  return Math.max(left, Math.min(after, right - width));
}
