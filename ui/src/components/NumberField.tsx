import { CSPProvider } from "@base-ui/react/csp-provider";
import { NumberField as Base } from "@base-ui/react/number-field";
import { useId } from "react";
import { FieldNote } from "./FieldNote";
import styles from "./NumberField.module.css";

interface Props {
  /** Read, not shown: the column above says it. */
  label: string;
  value: number | null;
  min: number;
  max: number;
  /** The lower bound in words, inside the field. */
  bound: string;
  locale: string;
  error?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A whole number. What is out of range may be typed; the error says so instead of changing it. */
export function NumberField({ label, value, min, max, bound, locale, error, onChange }: Props) {
  const id = useId();
  return (
    <CSPProvider disableStyleElements>
      <Base.Root id={id} value={value} min={min} max={max} allowOutOfRange locale={locale} format={{ maximumFractionDigits: 0 }} onValueChange={onChange}>
        <Base.Group className={styles.box} data-invalid={error !== undefined || undefined}>
          <Base.Input className={styles.input} aria-label={label} aria-invalid={error !== undefined || undefined} aria-describedby={error ? `${id}-note` : undefined} />
          <span className={styles.bound} aria-hidden>
            {bound}
          </span>
        </Base.Group>
      </Base.Root>
      <FieldNote id={`${id}-note`} error={error} />
    </CSPProvider>
  );
}
