import type { ReactNode } from "react";
import { CloudLines } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import styles from "./Field.module.css";

export interface FieldProps {
  name: string;
  /** What goes on the clipboard; without it there is nothing to copy. */
  copy?: string | undefined;
  /** Copying is to be seen without hovering. */
  always?: boolean;
  children: ReactNode;
}

/** One line of the details: a name and a value that can be selected and copied. */
export function Field({ name, copy, always = false, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <dt data-tip={name} data-tip-cut="">
        {name}
      </dt>
      <dd className="selectable">
        {children}
        {copy && (
          <span className={always ? styles.always : styles.copy}>
            <CopyButton text={copy} name={name} />
          </span>
        )}
      </dd>
    </div>
  );
}

/** An id; nothing is left out of it but what has no room. */
export function Id({ children }: { children: string }) {
  return (
    <span className="mono trunc" data-tip={children} data-tip-cut="">
      {children}
    </span>
  );
}

/** Words of several lines. */
export function Wrapped({ children }: { children: string }) {
  return <span className={styles.wrapped}><CloudLines text={children} /></span>;
}

/** Two values side by side, the second one fainter. */
export function Parts({ children }: { children: ReactNode }) {
  return <span className={styles.parts}>{children}</span>;
}
