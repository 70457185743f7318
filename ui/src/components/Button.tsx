import type { ComponentProps } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./iconShapes";
import styles from "./Button.module.css";

export interface ButtonProps extends ComponentProps<"button"> {
  /** Primary: one a screen, the next step. Danger opens a dialog, dangerSolid stands only in it. */
  variant?: "primary" | "secondary" | "quiet" | "danger" | "dangerSolid";
  /** 28 px, or 32 px in forms and footers. */
  size?: "regular" | "large";
  icon?: IconName;
}

export function Button({ variant = "secondary", size = "regular", icon, className = "", children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`${styles.button} ${styles[variant]} ${size === "large" ? styles.large : ""} ${className}`} {...rest}>
      {icon && <Icon name={icon} size="small" />}
      {children}
    </button>
  );
}
