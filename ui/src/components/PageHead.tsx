import { Fragment, type ReactNode } from "react";
import { Icon } from "./Icon";
import { visibleText } from "./CloudText";
import styles from "./PageHead.module.css";

/** A page above this one; without a way to it, this one. */
export interface Crumb {
  label: ReactNode;
  onGo?: () => void;
}

interface Props {
  label: string;
  crumbs: readonly Crumb[];
  /** What kind of thing it is about. */
  glyph?: ReactNode;
  /** The heading, and its words for the tooltip when it is cut. */
  title: ReactNode;
  tip: string;
  /** What stands beside the heading, then what can be done. */
  children?: ReactNode;
}

/** Where a page is, what it is about, and what can be done with all of it. */
export function PageHead({ label, crumbs, glyph, title, tip, children }: Props) {
  return (
    <header className={styles.head}>
      <nav className={styles.crumbs} aria-label={label}>
        {crumbs.map(({ label: name, onGo }, index) => (
          <Fragment key={index}>
            {index > 0 && <Icon name="chevronRight" size="tiny" />}
            {onGo ? (
              <button type="button" className="link trunc" onClick={onGo}>
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
          </Fragment>
        ))}
      </nav>
      <div className={styles.title}>
        {glyph}
        <h1 className="trunc selectable" data-tip={visibleText(tip)} data-tip-cut="">
          {title}
        </h1>
        {children}
      </div>
    </header>
  );
}
