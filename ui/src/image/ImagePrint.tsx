import { Logo } from "../components/Logo";
import styles from "./DiskPicture.module.css";

export const PRINT_HEIGHT = 136;

interface Props {
  left: number;
  top: number;
  width: number;
  system: string;
  name: string;
  size: string;
}

/** The image as a print with a white margin: its system, its name, its size. */
export function ImagePrint({ left, top, width, system, name, size }: Props) {
  return (
    <div className={styles.print} style={{ left, top, width, height: PRINT_HEIGHT }}>
      <div className={styles.sheet}>
        <span className="faint">
          <Logo size={16} />
        </span>
        <span className={styles.system} data-tip={system} data-tip-cut="">
          {system}
        </span>
      </div>
      <span className={`${styles.name} trunc`} data-tip={name} data-tip-cut="">
        {name}
      </span>
      <span className={styles.size}>{size}</span>
    </div>
  );
}
