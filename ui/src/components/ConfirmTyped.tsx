import { Icon } from "./Icon";
import { TextField } from "./TextField";
import styles from "./Wizard.module.css";

interface Props {
  title: string;
  /** What to type, as a sentence. */
  ask: string;
  /** Accessible name of the field. */
  label: string;
  /** What has to be typed. */
  wanted: string;
  typed: string;
  onType: (typed: string) => void;
  error: string | undefined;
}

/** In production: what has to be typed before something is sent. */
export function ConfirmTyped({ title, ask, label, wanted, typed, onType, error }: Props) {
  return (
    <div className={styles.part} data-confirm="">
      <h3>{title}</h3>
      <p className={styles.ask}>{ask}</p>
      <TextField
        label={label}
        labelHidden
        production
        value={typed}
        onChange={onType}
        error={error}
        trailing={
          typed === wanted && wanted !== "" ? (
            <span className={styles.matches}>
              <Icon name="check" size="small" />
            </span>
          ) : null
        }
      />
    </div>
  );
}
