/** Columns of the drawing: which of the three disks have a frame, and whether they make one moment. */
const LANES = [
  { name: "xvda", y: 22 },
  { name: "xvdb", y: 48 },
  { name: "xvdc", y: 74 },
];
const COLUMNS = ["abc", "abc", "abc", "ac", "abc", "abc", "abc", "ab", "ac", "abc", "abc", "abc", "abc"];
const STEP = 26.5;
const LAST = COLUMNS.length - 1;

/** A drawing of three disks on a time line. Decoration: the words beside it say the same. */
export function PracticeFilm() {
  return (
    <svg width="100%" viewBox="0 0 400 92" aria-hidden="true">
      {COLUMNS.map((frames, column) =>
        frames.length === LANES.length ? (
          <rect
            key={column}
            x={52 + column * STEP}
            y="10"
            width="16"
            height="76"
            rx="3"
            fill={column === LAST ? "var(--color-moment-selected)" : "var(--color-lane)"}
          />
        ) : null,
      )}
      {LANES.map(({ name, y }, lane) => (
        <g key={name}>
          <path d={`M44 ${y + 0.5}H392`} stroke="var(--color-border)" />
          <text x="0" y={y + 4} fontSize="11" fill="var(--color-text-faint)">
            {name}
          </text>
          {COLUMNS.map((frames, column) => {
            if (!frames.includes("abc".charAt(lane))) return null;
            const x = 56 + column * STEP;
            const chosen = column === LAST;
            return lane === 0 ? (
              <rect key={column} x={x} y={y - 5.5} width="8" height="11" rx="1.5" fill={chosen ? "var(--color-accent)" : "var(--color-frame-system)"} />
            ) : (
              <rect
                key={column}
                x={x + 0.75}
                y={y - 4.75}
                width="6.5"
                height="9.5"
                rx="1"
                fill="var(--color-frame-fill)"
                stroke={chosen ? "var(--color-accent)" : "var(--color-frame-data)"}
                strokeWidth="1.5"
              />
            );
          })}
        </g>
      ))}
    </svg>
  );
}
