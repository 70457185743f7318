import { SHAPES, type IconName } from "./iconShapes";
import styles from "./Icon.module.css";

const SIZES = { regular: "", small: styles.small, tiny: styles.tiny };

export interface IconProps {
  name: IconName;
  /** 16, 14 or 12 px. */
  size?: keyof typeof SIZES;
  className?: string | undefined;
}

/** A shape without words; the words stand beside it or in the name of its button. */
export function Icon({ name, size = "regular", className = "" }: IconProps) {
  return (
    <svg className={`${styles.icon} ${SIZES[size]} ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
