import styles from "./AccountColor.module.css";

/** The colour of an account, 8 px. The name always stands beside it. */
export function AccountColor({ color }: { color: number }) {
  return <i className={styles.color} style={{ background: `var(--color-account-${color})` }} />;
}
