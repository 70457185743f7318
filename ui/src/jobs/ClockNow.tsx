interface Props {
  at: number;
  /** Where the picture of times begins, and the width of all. */
  left: number;
  right: number;
  height: number;
  pill: number;
  words: string;
}

/** The line of now, and its time above it. */
export function ClockNow({ at, left, right, height, pill, words }: Props) {
  const middle = Math.min(Math.max(at, left), right - pill / 2);
  return (
    <g>
      <path d={`M${at} 20V${height}`} stroke="var(--color-accent)" strokeWidth="1.5" />
      <rect x={middle - pill / 2} y="2" width={pill} height="18" rx="4" fill="var(--color-accent)" />
      <text x={middle} y="15" fontSize="11" fontWeight="600" textAnchor="middle" fill="var(--color-on-accent)">
        {words}
      </text>
    </g>
  );
}
