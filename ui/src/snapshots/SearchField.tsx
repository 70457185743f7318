import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../components/Icon";
import { filtersStore } from "./view";
import { useStore } from "../useStore";
import styles from "./SearchField.module.css";

/** How long typing must rest before the list follows. */
const REST = 60;

/** Search over everything a snapshot is known by. `/` jumps here, Escape empties it, the arrow down goes on to the list. */
export function SearchField() {
  const { t } = useTranslation("snapshots");
  const { search } = useStore(filtersStore);
  const [text, setText] = useState(search);
  const [applied, setApplied] = useState(search);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  // Cleared from elsewhere.
  if (search !== applied) {
    setApplied(search);
    if (search !== text) setText(search);
  }

  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isEditing(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", jump);
    return () => document.removeEventListener("keydown", jump);
  }, []);

  const apply = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => filtersStore.set((filters) => ({ ...filters, search: next })), REST);
  };

  return (
    <div className={styles.field}>
      <Icon name="search" size="small" className={styles.icon} />
      <input
        ref={field}
        type="text"
        role="searchbox"
        className={styles.input}
        aria-label={t("search.label")}
        aria-keyshortcuts="/"
        placeholder={t("search.placeholder")}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => apply(event.target.value)}
        onKeyDown={(event) => {
          // While an input method is at work the keys are its own.
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape" && text) apply("");
          const isModified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
          if (event.key !== "ArrowDown" || isModified) return;
          const grid = document.querySelector<HTMLElement>("[role=grid]");
          if (!grid) return;
          event.preventDefault();
          grid.focus();
        }}
      />
      {text ? (
        <button type="button" className={styles.clear} aria-label={t("search.clear")} onClick={() => {
            apply("");
            field.current?.focus();
          }}>
          <Icon name="close" size="tiny" />
        </button>
      ) : (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      )}
    </div>
  );
}

const isEditing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
