import { AHEAD, type Bar } from "./rowBars";

/** What is short can still be seen. */
const SHORTEST = 6;

/** Where a bar is drawn, px. */
export function barSpan({ kind, from, to }: Bar, x: (at: number) => number): { left: number; width: number } {
  const left = x(from);
  return { left, width: Math.max(x(to) - left, AHEAD.includes(kind) ? 0 : SHORTEST) };
}
