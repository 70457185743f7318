import { useId, type HTMLInputAutoCompleteAttribute, type ReactNode, type Ref } from "react";
import { FieldNote } from "./FieldNote";
import styles from "./TextField.module.css";

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  hint?: ReactNode;
  /** One sentence that says what to type; takes the place of the hint. */
  error?: string | undefined;
  /** Words after the label, such as “optional”. */
  aside?: string | undefined;
  /** The label is read, not shown. */
  labelHidden?: boolean | undefined;
  mono?: boolean | undefined;
  production?: boolean | undefined;
  type?: "text" | "password" | "search";
  leading?: ReactNode;
  trailing?: ReactNode;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  ref?: Ref<HTMLInputElement> | undefined;
}

/** A line of text with its label above, and what is to be known or mended below. */
export function TextField({ label, value, onChange, onBlur, hint, error, aside, labelHidden, mono, production, leading, trailing, ...input }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : styles.label}>
        {label} {aside && <span className={styles.aside}>{aside}</span>}
      </label>
      <div className={styles.box} data-invalid={error !== undefined || undefined} data-production={production || undefined}>
        {leading}
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...input}
          id={id}
          className={styles.input}
          data-mono={mono || undefined}
          value={value}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
        {trailing}
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
