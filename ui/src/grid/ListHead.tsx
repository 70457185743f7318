import type { ReactNode } from "react";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { menuOf, type ActionDef } from "./actionDef";
import { ResultCount } from "./ResultCount";
import type { Keyed, ViewHandle } from "./viewHandle";
import styles from "./ListHead.module.css";

export interface ListHeadProps<Row extends Keyed> {
  view: ViewHandle<Row>;
  title: string;
  /** Beside the number of rows. */
  note?: ReactNode;
  /** Other ways to look at the same. */
  mode?: ReactNode;
  /** What can be done with what is selected or opened. */
  actions: readonly ActionDef[];
  /** What has just been done. */
  said: string;
  onClear: () => void;
  /** The one primary action. */
  primary?: ReactNode;
}

/** What the page is about, how much of it is shown, and what can be done with what is picked. */
export function ListHead<Row extends Keyed>({ view, title, note, mode, actions, said, onClear, primary }: ListHeadProps<Row>) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  const { selection, total, of, spec } = useStore(view.shown);
  const clear: ActionDef = { id: "clear", label: t("clearSelection"), icon: "close", run: onClear };
  const items = [...actions, ...(selection.count > 0 ? [clear] : [])];
  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{title}</h1>
      <ResultCount total={total} of={of} question={spec} />
      {note}
      {mode}
      <span className="grow" />
      <span className="t12 muted" role="status">
        {said}
      </span>
      {selection.count === 1 && (
        <span className="t12 muted">
          {selection.hidden > 0
            ? t("selectedHidden", { count: selection.count, number: format.number(selection.count), hidden: format.number(selection.hidden) })
            : t("selected", { count: selection.count, number: format.number(selection.count) })}
        </span>
      )}
      {items.length > 0 && (
        <MenuButton
          className={styles.more}
          menuLabel={t("moreActions")}
          aria-label={t("moreActions")}
          data-tip={t("moreActions")}
          align="end"
          items={() => menuOf(items)}
        >
          <Icon name="more" />
        </MenuButton>
      )}
      {primary}
    </div>
  );
}
