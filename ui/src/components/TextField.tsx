import { useId, useState, type ChangeEvent, type HTMLInputAutoCompleteAttribute, type ReactNode, type Ref } from "react";
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

const isComposing = ({ nativeEvent }: ChangeEvent): boolean => nativeEvent instanceof InputEvent && nativeEvent.isComposing;

/** A line of text with its label above, and what is to be known or mended below. */
export function TextField({ label, value, onChange, onBlur, hint, error, aside, labelHidden, mono, production, leading, trailing, ...input }: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  // What an input method is still composing is shown, and told once it is whole.
  const [composed, setComposed] = useState<string | null>(null);
  const tell = (text: string) => {
    setComposed(null);
    onChange(text);
  };
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
          value={composed ?? value}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => (isComposing(event) ? setComposed(event.target.value) : tell(event.target.value))}
          onCompositionEnd={(event) => tell(event.currentTarget.value)}
          onBlur={onBlur}
        />
        {trailing}
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
