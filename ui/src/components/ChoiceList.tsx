import { useId, type ReactNode } from "react";
import styles from "./ChoiceList.module.css";

export interface Choice<T extends string> {
  value: T;
  label: string;
  /** More about it, under the label. */
  text?: string | undefined;
  /** At the right: a few words, or what belongs to this choice. */
  aside?: ReactNode;
  /** Under it while it is chosen. */
  more?: ReactNode;
  disabled?: boolean;
}

interface Props<T extends string> {
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}

/** One of a few ways, each with what it means; what a way needs stands in it. */
export function ChoiceList<T extends string>({ label, value, choices, onChange }: Props<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.list}>
      {choices.map((choice) => (
        <div key={choice.value} className={styles.choice} data-chosen={choice.value === value || undefined}>
          <div className={styles.line}>
            <label className={styles.label}>
              <input type="radio" name={name} checked={choice.value === value} disabled={choice.disabled} onChange={() => onChange(choice.value)} />
              <span>
                <b>{choice.label}</b>
                {choice.text && <span className={styles.detail}>{choice.text}</span>}
              </span>
            </label>
            {typeof choice.aside === "string" ? <span className={styles.detail}>{choice.aside}</span> : choice.aside}
          </div>
          {choice.value === value && choice.more && <div className={styles.more}>{choice.more}</div>}
        </div>
      ))}
    </div>
  );
}
