import { AHEAD, type Bar } from "./rowBars";

/** What is short can still be seen. */
const SHORTEST = 6;

/** Where a bar is drawn, px. */
export function barSpan({ kind, from, to }: Bar, x: (at: number) => number): { left: number; width: number } {
  const left = x(from);
  return { left, width: Math.max(x(to) - left, AHEAD.includes(kind) ? 0 : SHORTEST) };
}

/** The dots of a queue, from this place on: words stand where they began. */
export const dotsBehind = (bars: readonly Bar[], place: number, x: (at: number) => number): Bar[] =>
  bars.map((bar) => {
    if (bar.kind !== "queue") return bar;
    const { left, width } = barSpan(bar, x);
    const part = width > 0 ? Math.min(1, Math.max(0, (place - left) / width)) : 1;
    return { ...bar, from: bar.from + part * (bar.to - bar.from) };
  });
