import { useId, useState, type KeyboardEvent } from "react";
import { FieldNote } from "./FieldNote";
import { Icon } from "./Icon";
import { wholeNumber } from "./NumberField";
import field from "./TextField.module.css";
import styles from "./CountField.module.css";

interface Props {
  label: string;
  /** What the buttons do, in words. */
  less: string;
  more: string;
  value: number;
  min: number;
  max: number;
  error?: string | undefined;
  onChange: (value: number) => void;
}

/** How many of something: typed, or one more and one less by buttons and arrow keys. What is out of range is brought into it. */
export function CountField({ label, less, more, value, min, max, error, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const set = (next: number) => {
    setTyped(null);
    onChange(Math.min(max, Math.max(min, next)));
  };
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    set(value + by);
  };
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <div className={styles.box} data-invalid={error !== undefined || undefined}>
        <button type="button" className={styles.step} tabIndex={-1} aria-label={less} aria-disabled={value <= min || undefined} onClick={() => set(value - 1)}>
          <Icon name="minus" size="tiny" />
        </button>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          className={styles.input}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : `${id}-note`}
          value={typed ?? String(value)}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = wholeNumber(event.target.value);
            if (number !== null && number >= min && number <= max) onChange(number);
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={step}
        />
        <button type="button" className={styles.step} tabIndex={-1} aria-label={more} aria-disabled={value >= max || undefined} onClick={() => set(value + 1)}>
          <Icon name="plus" size="tiny" />
        </button>
      </div>
      <FieldNote id={`${id}-note`} error={error} />
    </div>
  );
}
