import type { ReactNode } from "react";
import { Skeleton } from "./Skeleton";
import { WizardFrame, type WizardPlace } from "./WizardFrame";
import styles from "./Wizard.module.css";

interface Props extends WizardPlace {
  /** What is being read. */
  loading: string;
  say: string;
  /** Why it could not be read. */
  failed?: ReactNode;
}

/** What stands in the place of a form until it is known what it starts from. */
export function WizardWaiting({ loading, say, failed, ...place }: Props) {
  return (
    <WizardFrame {...place} foot={!failed && <span className={styles.say}>{say}</span>}>
      {failed ? (
        <div className={styles.centre}>{failed}</div>
      ) : (
        <div className={styles.main} role="status" aria-label={loading}>
          <div className={styles.waiting}>
            {[220, 420, 380, 400, 340].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </div>
      )}
    </WizardFrame>
  );
}
