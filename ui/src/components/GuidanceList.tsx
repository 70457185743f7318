import type { ReactNode } from "react";
import { asCloudText, CloudText } from "./CloudText";
import { Icon } from "./Icon";
import type { IconName } from "./iconShapes";
import styles from "./GuidanceList.module.css";

export interface Guidance {
  id: string;
  icon: IconName;
  tone?: "ok" | "warn" | "bad" | undefined;
  title?: string | undefined;
  text?: ReactNode;
}

/** What is good to know, one thing an item. */
export function GuidanceList({ items, close }: { items: readonly Guidance[]; close?: boolean }) {
  return (
    <ul className={styles.list} data-close={close || undefined}>
      {items.map(({ id, icon, tone, title, text }) => (
        <li key={id}>
          <span className={styles.icon} data-tone={tone}>
            <Icon name={icon} />
          </span>
          <div>
            {title && (
              <b>
                <CloudText text={title} />
              </b>
            )}
            {asCloudText(text)}
          </div>
        </li>
      ))}
    </ul>
  );
}
