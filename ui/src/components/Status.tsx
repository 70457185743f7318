import styles from "./Status.module.css";

/** What a status means, apart from its word. */
export type Tone = "good" | "running" | "idle" | "warning" | "bad";

const CIRCUMFERENCE = 21.4;

export interface StatusShapeProps {
  tone: Tone;
  /** Arc of the running ring. */
  percent?: number | null | undefined;
}

/** Circle, ring with an arc, hollow ring, triangle or diamond, 10 px. */
export function StatusShape({ tone, percent }: StatusShapeProps) {
  return (
    <svg className={`${styles.shape} ${styles[tone]}`} viewBox="0 0 10 10" aria-hidden="true">
      {tone === "good" && <circle cx="5" cy="5" r="4" fill="currentColor" />}
      {tone === "running" && (
        <>
          <circle cx="5" cy="5" r="3.4" fill="none" stroke="var(--color-bar-track)" strokeWidth="2" />
          <circle
            cx="5"
            cy="5"
            r="3.4"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeDasharray={`${((Math.max(percent ?? 25, 4) / 100) * CIRCUMFERENCE).toFixed(1)} ${CIRCUMFERENCE}`}
            transform="rotate(-90 5 5)"
          />
        </>
      )}
      {tone === "idle" && <circle cx="5" cy="5" r="3.4" fill="none" stroke="currentColor" strokeWidth="1.4" />}
      {tone === "warning" && <path d="M5 .8 9.6 9H.4z" fill="currentColor" />}
      {tone === "bad" && <path d="M5 .6 9.4 5 5 9.4.6 5z" fill="currentColor" />}
    </svg>
  );
}

export interface StatusProps extends StatusShapeProps {
  /** The word of the status; a status is never a shape alone. */
  children: string;
}

export function Status({ tone, percent, children }: StatusProps) {
  return (
    <span className={`${styles.status} ${tone === "bad" ? styles.failed : ""}`}>
      {/* In nearly every row of a grid: a box costs a fraction of a picture. */}
      {tone === "good" ? <i className={`${styles.dot} ${styles.good}`} /> : <StatusShape tone={tone} percent={percent} />}
      <span className="trunc">{children}</span>
    </span>
  );
}
