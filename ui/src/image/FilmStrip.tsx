export interface FilmFrame {
  id: string;
  name: string;
  when: string;
  system: boolean;
}

interface Props {
  frames: readonly FilmFrame[];
  width: number;
  top: number;
  row: number;
  cut: (words: string, room: number) => string;
}

const HOLE = 11;
/** The widest usual letter of 12 px, as laid out on whole pixels. */
const LETTER = 7;

/** Frames on a strip of film, one under the other. */
export function FilmStrip({ frames, width, top, row, cut }: Props) {
  const height = frames.length * row + 6;
  const holes = Math.floor((height - 2) / HOLE);
  return (
    <g>
      <rect x="0.5" y={top - 5.5} width={width - 1} height={height} rx="4" fill="var(--color-moment)" />
      <path
        d={Array.from({ length: holes }, (_, index) => `M6 ${top + 1 + index * HOLE}h7v6h-7zM${width - 13} ${top + 1 + index * HOLE}h7v6h-7z`).join("")}
        fill="var(--color-bg-surface)"
      />
      {frames.map((frame, index) => {
        const y = top + index * row;
        const name = cut(frame.name, Math.floor((width - 80) / LETTER));
        return (
          <g key={frame.id} data-tip={name === frame.name ? undefined : frame.name}>
            <rect x="19" y={y} width={width - 38} height="40" rx="2" fill="var(--color-frame-fill)" />
            {frame.system ? (
              <rect x="29" y={y + 14} width="9" height="12" rx="1.5" fill="var(--color-frame-system)" />
            ) : (
              <rect x="29.75" y={y + 14.75} width="7.5" height="10.5" rx="1.5" fill="none" stroke="var(--color-frame-data)" strokeWidth="1.5" />
            )}
            <text x="48" y={y + 17} fontSize="12" fontWeight="500" fill="var(--color-text)">
              {name}
            </text>
            <text x="48" y={y + 32} fontSize="11" fill="var(--color-text-faint)">
              {frame.when}
            </text>
          </g>
        );
      })}
    </g>
  );
}
