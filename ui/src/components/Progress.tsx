import styles from "./Progress.module.css";

export interface ProgressProps {
  /** 0 to 100. The figure always stands beside the bar. */
  percent: number;
  /** What is going on, for screen readers. */
  label: string;
  width?: number;
  tone?: "info" | "plain";
}

/** A bar of 4 px. */
export function Progress({ percent, label, width, tone = "info" }: ProgressProps) {
  return (
    <span
      className={styles.track}
      style={width === undefined ? { flex: 1 } : { width }}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i className={tone === "plain" ? styles.plain : styles.info} style={{ width: `${percent}%` }} />
    </span>
  );
}
