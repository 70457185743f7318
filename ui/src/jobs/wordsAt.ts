/** About the width of a letter of 12 px. */
const LETTER = 6;
const GAP = 8;

/** About how wide words of 12 px are: a picture places its words itself. */
export function wordsWidth(words: string): number {
  let width = 0;
  for (const letter of words) width += letter > "\u2e7f" ? 12 : LETTER;
  return width;
}

/** Places words beside a bar; when the line of now would cross them, beyond the line; when they would end outside, before the edge. */
export function wordsAt(after: number, words: string, line: number | null, edge = Infinity): number {
  const width = wordsWidth(words);
  const from = after + GAP;
  const at = line !== null && line > from - 6 && line < from + width + 4 ? line + GAP : from;
  return Math.min(at, Math.max(0, edge - width));
}
