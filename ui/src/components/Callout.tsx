import type { ReactNode } from "react";
import { Icon } from "./Icon";
import type { IconName } from "./iconShapes";
import styles from "./Callout.module.css";

const ICONS: Record<"plain" | "info" | "good" | "warning" | "bad" | "production", IconName> = {
  plain: "info",
  info: "info",
  good: "check",
  warning: "warning",
  bad: "warning",
  production: "shield",
};

export interface CalloutProps {
  tone?: keyof typeof ICONS;
  icon?: IconName;
  children: ReactNode;
  /** Announced at once, for what a person has just caused. */
  alert?: boolean;
}

/** A few sentences set apart. */
export function Callout({ tone = "plain", icon, children, alert = false }: CalloutProps) {
  return (
    <div className={`${styles.callout} ${styles[tone]}`} {...(alert ? { role: "alert" } : {})}>
      <Icon name={icon ?? ICONS[tone]} className={styles.icon} />
      <div className="grow">{children}</div>
    </div>
  );
}
