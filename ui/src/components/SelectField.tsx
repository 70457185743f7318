import { useId, type ReactNode } from "react";
import { FieldNote } from "./FieldNote";
import { Select, type SelectOption } from "./Select";
import styles from "./TextField.module.css";

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  hint?: ReactNode;
  /** Takes the place of the hint. */
  error?: string | undefined;
  disabled?: boolean;
}

/** One of a list with its label above, and what is to be known or mended below. */
export function SelectField<T extends string>({ label, hint, error, ...select }: Props<T>) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Select {...select} id={id} size="large" invalid={error !== undefined} describedBy={(error ?? hint) ? `${id}-note` : undefined} />
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
