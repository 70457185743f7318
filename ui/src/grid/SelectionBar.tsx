import { Icon } from "../components/Icon";
import { IconButton } from "../components/IconButton";
import { MenuButton } from "../components/MenuButton";
import { useToastLift } from "../components/useToastLift";
import { useFormat } from "../format/useFormat";
import type { Selection } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { menuOf, type ActionDef } from "./actionDef";
import { BAR_ROOM } from "./sizes";
import styles from "./SelectionBar.module.css";

export interface SelectionBarProps {
  selection: Selection;
  actions: readonly ActionDef[];
  onClear: () => void;
  /** Leads back to the rows. */
  onLeave: () => void;
}

/** So many actions have room with their words, beside the details. */
const MOST_SHOWN = 4;

/** The actions that stand in the bar, and those of its menu. With few more than have room all stand in the bar. */
function divided(actions: readonly ActionDef[]): [readonly ActionDef[], readonly ActionDef[]] {
  if (actions.length <= MOST_SHOWN + 1) return [actions, []];
  const shown = actions.filter((action) => action.reason === undefined).slice(0, MOST_SHOWN);
  return [shown, actions.filter((action) => !shown.includes(action))];
}

/** What can be done with several selected rows, over the end of the list. */
export function SelectionBar({ selection, actions, onClear, onLeave }: SelectionBarProps) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  useToastLift(BAR_ROOM);
  const [shown, others] = divided(actions);
  const numbers = { count: selection.count, number: format.number(selection.count), hidden: format.number(selection.hidden) };
  return (
    <div
      className={styles.bar}
      role="toolbar"
      aria-label={t("selectionActions")}
      onKeyDown={(event) => {
        if (event.key === "Escape") onLeave();
        else if (event.key === "ArrowRight") move(event.currentTarget, 1);
        else if (event.key === "ArrowLeft") move(event.currentTarget, -1);
      }}
    >
      <span className={styles.count}>{selection.hidden > 0 ? t("selectedHidden", numbers) : t("selected", numbers)}</span>
      {shown.map(({ id, label, icon, reason, run }) => (
        <button
          key={id}
          type="button"
          className={styles.action}
          aria-disabled={reason !== undefined || undefined}
          data-tip={reason ?? label}
          {...(reason === undefined && { "data-tip-cut": "" })}
          onClick={() => reason === undefined && run()}
        >
          <Icon name={icon} size="small" />
          <span className="trunc">{label}</span>
        </button>
      ))}
      {others.length > 0 && (
        <MenuButton className={styles.action} menuLabel={t("moreActions")} aria-label={t("moreActions")} data-tip={t("moreActions")} align="end" items={() => menuOf(others)}>
          <Icon name="more" size="small" />
        </MenuButton>
      )}
      <span className={styles.line} />
      <IconButton icon="close" label={t("clearSelection")} onClick={onClear} />
    </div>
  );
}

/** Moves the focus to the next button, or to the one before. */
function move(bar: Element, by: number): void {
  const buttons = [...bar.querySelectorAll("button")];
  const next = buttons.findIndex((button) => button === document.activeElement) + by;
  buttons[(next + buttons.length) % buttons.length]?.focus();
}
