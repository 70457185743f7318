import styles from "./Skeleton.module.css";

export interface SkeletonProps {
  width: number | string;
}

/** A bar in place of words that are on their way. */
export function Skeleton({ width }: SkeletonProps) {
  return <i className={styles.bar} style={{ width }} />;
}
