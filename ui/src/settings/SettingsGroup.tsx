import type { ReactNode } from "react";
import type { SettingsSection } from "../route";
import styles from "./SettingsGroup.module.css";

interface Props {
  section: SettingsSection;
  title: string;
  /** A few words right of the title. */
  aside?: string;
  children: ReactNode;
}

const headingOf = (section: SettingsSection) => `settings-${section}`;

/** Brings a section into sight and takes the focus there, where reading goes on. */
export function jumpTo(section: SettingsSection): void {
  const heading = document.getElementById(headingOf(section));
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/** Settings of one kind: a title over a card of rows. */
export function SettingsGroup({ section, title, aside, children }: Props) {
  return (
    <section className={styles.group} aria-labelledby={headingOf(section)}>
      <h2 id={headingOf(section)} className={styles.title} tabIndex={-1}>
        {title}
      </h2>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      <div className={styles.card}>{children}</div>
    </section>
  );
}
