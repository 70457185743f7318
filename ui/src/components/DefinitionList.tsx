import { Fragment, type ReactNode } from "react";
import { asCloudText } from "./CloudText";
import styles from "./DefinitionList.module.css";

/** Names and values, one a line. Lines without a value are left out. */
export function DefinitionList({ items, wide }: { items: readonly { term: string; value: ReactNode }[]; wide?: boolean }) {
  return (
    <dl className={styles.list} data-wide={wide || undefined}>
      {items.map(({ term, value }) =>
        value === null || value === undefined ? null : (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{asCloudText(value)}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}
