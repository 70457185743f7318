import { useId, useState, type KeyboardEvent } from "react";
import { FieldNote } from "./FieldNote";
import styles from "./NumberField.module.css";

interface Props {
  /** Read, not shown: the column above says it. */
  label: string;
  value: number;
  min: number;
  max: number;
  /** The lower bound in words, inside the field. */
  bound: string;
  /** A number as the language of the window writes it. */
  format: (value: number) => string;
  error?: string | undefined;
  /** The id of the line that says the error, where there is more room for it; without it, the line is below the field. */
  noteId?: string | undefined;
  onChange: (value: number) => void;
}

/** The whole number in a text, also with separators between its digits or in full width; `null` when there is none. */
export function wholeNumber(text: string): number | null {
  const plain = text.normalize("NFKC").trim();
  const digits = /^\d{1,3}([,.'’\s]\d{3})+$/.test(plain) ? plain.replace(/\D/g, "") : plain;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** A whole number. What is out of range may be typed; the error says so instead of changing it. */
export function NumberField({ label, value, min, max, bound, format, error, noteId, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const step = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setTyped(null);
    onChange(Math.min(max, Math.max(min, value + by)));
  };
  return (
    <>
      <div className={styles.box} data-invalid={error !== undefined || undefined}>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          className={styles.input}
          aria-label={label}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? `${id}-bound` : `${id}-bound ${noteId ?? `${id}-note`}`}
          value={typed ?? format(value)}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = wholeNumber(event.target.value);
            if (number !== null) onChange(number);
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={step}
        />
        <span id={`${id}-bound`} className={styles.bound}>
          {bound}
        </span>
      </div>
      {noteId === undefined && <FieldNote id={`${id}-note`} error={error} />}
    </>
  );
}
