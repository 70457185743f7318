import type { ReactNode } from "react";
import { asCloudText, CloudText } from "./CloudText";
import { StatusShape } from "./Status";
import styles from "./FieldNote.module.css";

/** The line under a field: what is wrong with it, or else what is to be known. An error takes the focus where its field cannot. */
export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: string | undefined }) {
  if (error !== undefined) {
    return (
      <p id={id} className={styles.error} data-error="" tabIndex={-1}>
        <span className={styles.mark}>
          <StatusShape tone="bad" />
        </span>
        <CloudText text={error} />
      </p>
    );
  }
  return hint ? (
    <p id={id} className={styles.hint}>
      {asCloudText(hint)}
    </p>
  ) : null;
}
