import { CloudText } from "../components/CloudText";
import styles from "./DiskPicture.module.css";

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
}

const HOLE = 11;
/** Frames on a strip of film, one under the other. */
export function FilmStrip({ frames, width, top, row }: Props) {
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
        return (
          <g key={frame.id}>
            <rect x="19" y={y} width={width - 38} height="40" rx="2" fill="var(--color-frame-fill)" />
            {frame.system ? (
              <rect x="29" y={y + 14} width="9" height="12" rx="1.5" fill="var(--color-frame-system)" />
            ) : (
              <rect x="29.75" y={y + 14.75} width="7.5" height="10.5" rx="1.5" fill="none" stroke="var(--color-frame-data)" strokeWidth="1.5" />
            )}
          </g>
        );
      })}
    </g>
  );
}

/** The words on the frames: text of the page, which is cut where it ends and not where it is guessed to end. */
export function FilmWords({ frames, width, top, row }: Props) {
  return frames.map((frame, index) => (
    <div key={frame.id} className={styles.frame} style={{ left: 48, top: top + index * row, width: width - 73 }}>
      <span className="medium trunc" data-tip={frame.name} data-tip-cut="">
        <CloudText text={frame.name} />
      </span>
      <span className={`${styles.when} trunc`}>{frame.when}</span>
    </div>
  ));
}
