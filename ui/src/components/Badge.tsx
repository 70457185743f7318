import type { ReactNode } from "react";
import styles from "./Badge.module.css";

export interface BadgeProps {
  tone?: "plain" | "good" | "warning" | "bad" | "info" | "production" | undefined;
  children: ReactNode;
}

/** 18 px: an environment, a tag, or a soft status. */
export function Badge({ tone = "plain", children }: BadgeProps) {
  return <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>;
}
