import type { ReactNode } from "react";
import styles from "./SettingRow.module.css";

interface Props {
  label: ReactNode;
  hint?: string;
  children: ReactNode;
}

/** One setting: its words left, its control right. */
export function SettingRow({ label, hint, children }: Props) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div className={styles.label}>{label}</div>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
