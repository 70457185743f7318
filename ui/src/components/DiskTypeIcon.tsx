import styles from "./DiskTypeIcon.module.css";

export interface DiskTypeIconProps {
  /** The cloud's word: `system` or `data`. */
  diskType: string;
  /** The chosen one, in the accent. */
  chosen?: boolean;
}

/** The icon of a snapshot: filled for a system disk, outlined for a data disk. */
export function DiskTypeIcon({ diskType, chosen = false }: DiskTypeIconProps) {
  return <i className={`${diskType === "system" ? styles.system : styles.data} ${chosen ? styles.chosen : ""}`} />;
}
