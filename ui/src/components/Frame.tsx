import styles from "./Frame.module.css";

export interface FrameProps {
  /** The cloud's word: `system` or `data`. */
  diskType: string;
  /** The chosen one, in the accent. */
  chosen?: boolean;
}

/** A snapshot as a frame: filled for a system disk, outlined for a data disk. */
export function Frame({ diskType, chosen = false }: FrameProps) {
  return <i className={`${diskType === "system" ? styles.system : styles.data} ${chosen ? styles.chosen : ""}`} />;
}
