import type { ComponentProps } from "react";
import styles from "./Checkbox.module.css";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "size"> {
  /** Some, but not all. */
  indeterminate?: boolean;
}

/** A native checkbox in our looks. Give it a label or an aria-label. */
export function Checkbox({ indeterminate = false, className = "", ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      className={`${styles.box} ${className}`}
      ref={(box) => {
        if (box) box.indeterminate = indeterminate;
      }}
      {...rest}
    />
  );
}
