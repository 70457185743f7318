import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  title: string;
  text?: string;
  /** One way out. */
  children?: ReactNode;
}

/** Nothing to show, and that is certain. Never used when something could not be asked. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <svg width="56" height="20" viewBox="0 0 56 20" aria-hidden="true">
        <g fill="none" stroke="var(--color-border-control)" strokeWidth="1.5" strokeDasharray="3 2.5">
          <rect x="1" y="1" width="14" height="18" rx="2" />
          <rect x="21" y="1" width="14" height="18" rx="2" />
          <rect x="41" y="1" width="14" height="18" rx="2" />
        </g>
      </svg>
      <div className="medium">{title}</div>
      {text && <div className="t12 muted">{text}</div>}
      {children}
    </div>
  );
}
