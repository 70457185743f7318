import type { ReactNode } from "react";
import { asCloudText, visibleText } from "./CloudText";
import { Icon } from "./Icon";
import styles from "./Chip.module.css";

export interface ChipProps {
  /** What is filtered, in grey. */
  name: string;
  /** What it is filtered to; a button that opens its menu when there is one. */
  children: ReactNode;
  removeLabel: string;
  onRemove: () => void;
}

/** One filter. The x and Backspace remove it. */
export function Chip({ name, children, removeLabel, onRemove }: ChipProps) {
  return (
    <span className={styles.chip}>
      <span className={styles.name}>{name}</span>
      {asCloudText(children)}
      <button
        type="button"
        className={styles.remove}
        aria-label={visibleText(removeLabel)}
        onClick={onRemove}
        onKeyDown={(event) => {
          if (event.key === "Backspace" || event.key === "Delete") onRemove();
        }}
      >
        <Icon name="close" size="tiny" />
      </button>
    </span>
  );
}
