import type { ComponentProps } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./iconShapes";
import styles from "./IconButton.module.css";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  icon: IconName;
  /** What it does: its accessible name and its tooltip. */
  label: string;
  /** 28 px, or 24 px between words. */
  size?: "regular" | "small";
}

export function IconButton({ icon, label, size = "regular", className = "", ...rest }: IconButtonProps) {
  const small = size === "small";
  return (
    <button
      type="button"
      className={`${styles.button} ${small ? styles.small : ""} ${className}`}
      aria-label={label}
      data-tip={label}
      {...rest}
    >
      <Icon name={icon} {...(small ? { size: "tiny" } : {})} />
    </button>
  );
}
