import { useId, useState } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./iconShapes";
import styles from "./Segmented.module.css";

interface Props<T extends string> {
  label: string;
  /** The label is read, not shown. */
  labelHidden?: boolean;
  value: T;
  options: readonly { value: T; label: string; icon?: IconName }[];
  /** The option that takes the colour of production. */
  production?: T;
  onChange: (value: T) => void;
}

/** One of a few, side by side. */
export function Segmented<T extends string>({ label, labelHidden = false, value, options, production, onChange }: Props<T>) {
  const name = useId();
  // WebKit forgets :focus-visible when the arrow keys move between radio buttons.
  const [keys, setKeys] = useState(false);
  return (
    <div role="radiogroup" aria-labelledby={`${name}-label`}>
      <div id={`${name}-label`} className={labelHidden ? "sr-only" : styles.label}>
        {label}
      </div>
      <div className={styles.row} data-keys={keys || undefined}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} data-production={option.value === production || undefined}>
            <input
              className="sr-only"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              onKeyUp={() => setKeys(true)}
              onBlur={() => setKeys(false)}
            />
            <span className={styles.words}>
              {option.icon && <Icon name={option.icon} size="small" />}
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
