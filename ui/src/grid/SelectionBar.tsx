import { useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../components/Icon";
import { IconButton } from "../components/IconButton";
import { useFormat } from "../format/useFormat";
import type { Selection } from "../backend/bindings/types";
import type { ActionDef } from "./actionDef";
import { BAR_ROOM } from "./sizes";
import styles from "./SelectionBar.module.css";

export interface SelectionBarProps {
  selection: Selection;
  actions: readonly ActionDef[];
  onClear: () => void;
  /** Leads back to the rows. */
  onLeave: () => void;
}

/** What can be done with several selected rows, over the end of the list. */
export function SelectionBar({ selection, actions, onClear, onLeave }: SelectionBarProps) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  // Toasts stand at the same edge of the window: they make room.
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--toast-lift", `${BAR_ROOM}px`);
    return () => void style.removeProperty("--toast-lift");
  }, []);
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
      {actions.map(({ id, label, icon, reason, run }) => (
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
