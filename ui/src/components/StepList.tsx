import { Icon } from "./Icon";
import styles from "./StepList.module.css";

interface Props<T extends string> {
  label: string;
  /** Read after the name of a step that is behind. */
  done: string;
  steps: readonly { id: T; label: string }[];
  current: T;
  onGo: (step: T) => void;
}

/** Where one is in a row of steps. Steps that are behind can be gone back to. */
export function StepList<T extends string>({ label, done, steps, current, onGo }: Props<T>) {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <nav aria-label={label} className={styles.steps}>
      <ol>
        {steps.map((step, index) =>
          index < at ? (
            <li key={step.id}>
              <button type="button" className={styles.step} data-done onClick={() => onGo(step.id)}>
                <span className={styles.dot}>
                  <Icon name="check" size="tiny" />
                </span>
                {step.label}
                <span className="sr-only">{done}</span>
              </button>
            </li>
          ) : (
            <li key={step.id} className={styles.step} aria-current={index === at ? "step" : undefined}>
              <span className={styles.dot}>{index + 1}</span>
              {step.label}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
