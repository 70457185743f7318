import type { StepRow } from "./stepRows";
import { hasEnded, isAtWork } from "./stepTone";

interface Props {
  row: StepRow;
  /** Every line of the same number. */
  group: readonly StepRow[];
  y: number;
  rowHeight: number;
}

/** The circle that numbers a group of steps, and the line that ties its rows. */
export function ClockNumber({ row, group, y, rowHeight }: Props) {
  const parts = group.flatMap((line) => line.parts);
  const done = parts.every((part) => hasEnded(part) && part.state !== "failed");
  const current = parts.some(isAtWork);
  if (!row.first) {
    const from = y - rowHeight + (group[1] === row ? 13 : 0);
    return <path d={`M9.5 ${from}V${y + 0.5}H18`} fill="none" stroke="var(--color-border-control)" />;
  }
  return (
    <g>
      <circle
        cx="9.5"
        cy={y}
        r="9"
        fill={done ? "var(--color-bg-pressed)" : current ? "var(--color-accent)" : "var(--color-bg-raised)"}
        stroke={done || current ? "none" : "var(--color-border-control)"}
      />
      {done ? (
        <path d={`m6 ${y} 2.5 2.5 4.5-5`} fill="none" stroke="var(--color-text-muted)" strokeWidth="1.4" />
      ) : (
        <text x="9.5" y={y + 4} fontSize="11" fontWeight="600" textAnchor="middle" fill={current ? "var(--color-on-accent)" : "var(--color-text-muted)"}>
          {row.group}
        </text>
      )}
    </g>
  );
}
