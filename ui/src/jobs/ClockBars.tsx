import { barSpan } from "./barSpan";
import type { Bar, BarKind } from "./rowBars";

const STYLES: Record<Exclude<BarKind, "queue">, { fill: string; stroke?: string; strokeDasharray?: string; rx?: number }> = {
  done: { fill: "var(--color-bar)", rx: 3 },
  running: { fill: "var(--color-info-mark)", rx: 3 },
  failed: { fill: "var(--color-danger-mark)", rx: 3 },
  rest: { fill: "var(--color-info-bg)", stroke: "var(--color-info-mark)" },
  range: { fill: "url(#hatch)", stroke: "var(--color-border-control)", rx: 3 },
  retry: { fill: "none", stroke: "var(--color-border-control)", strokeDasharray: "4 3", rx: 3 },
};

interface Props {
  bars: readonly Bar[];
  /** Middle of the row. */
  y: number;
  x: (at: number) => number;
  /** Still to come: outlined in grey, not in the blue of what is at work. */
  waits: boolean;
}

/** The bars of one step. */
export function ClockBars({ bars, y, x, waits }: Props) {
  return bars.map((bar, index) => {
    const { kind } = bar;
    const { left, width } = barSpan(bar, x);
    if (kind === "queue") {
      return <path key={index} d={`M${left} ${y}H${left + width}`} stroke="var(--color-idle-mark)" strokeWidth="1.5" strokeDasharray="3 3" />;
    }
    const drawn = STYLES[kind];
    const grey = kind === "rest" && waits;
    const inset = drawn.stroke ? 0.5 : 0;
    return (
      <rect
        key={index}
        x={left}
        y={y - 7 + inset}
        width={width}
        height={14 - 2 * inset}
        {...drawn}
        {...(grey && { fill: "var(--color-bg-raised)", stroke: "var(--color-border-control)", rx: 3 })}
      />
    );
  });
}
