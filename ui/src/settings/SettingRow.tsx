import type { ReactNode } from "react";
import { asCloudText } from "../components/CloudText";
import styles from "./SettingRow.module.css";

interface Props {
  label: ReactNode;
  hint?: ReactNode;
  /** Without a hint, and not as tall. */
  low?: boolean;
  /** Under it: fields that belong to it, or what went wrong. */
  below?: ReactNode;
  /** The control at the right. */
  children?: ReactNode;
}

/** One setting: its words left, its control right. */
export function SettingRow({ label, hint, low = false, below, children }: Props) {
  return (
    <div className={styles.row} data-low={low || undefined}>
      <div className={styles.words}>
        <div className={styles.label}>{label}</div>
        {hint !== undefined && <div className={styles.hint}>{asCloudText(hint)}</div>}
      </div>
      {children !== undefined && <div className={styles.control}>{children}</div>}
      {below && <div className={styles.below}>{below}</div>}
    </div>
  );
}
