import { useEffect, useRef, useState } from "react";
import { Icon } from "../components/Icon";
import { useTranslation } from "../i18n/useTranslation";
import type { Store } from "../store";
import { useStore } from "../useStore";
import styles from "./SearchField.module.css";

/** A list as far as it is searched: what is asked of it, and how something else is asked. */
export interface Searched {
  spec: Pick<Store<{ search: string }>, "get" | "subscribe">;
  change: (part: { search: string }) => void;
}

export interface SearchFieldProps {
  view: Searched;
  label: string;
  placeholder: string;
  /** The focus goes on to the list. */
  onLeave: () => void;
}

/** Search over everything a row is known by. `/` jumps here, Escape empties it, the arrow down goes on to the list. */
export function SearchField({ view, label, placeholder, onLeave }: SearchFieldProps) {
  const { t } = useTranslation("grid");
  const { search } = useStore(view.spec);
  const [text, setText] = useState(search);
  const [applied, setApplied] = useState(search);
  const field = useRef<HTMLInputElement>(null);

  // Cleared from elsewhere.
  if (search !== applied) {
    setApplied(search);
    if (search !== text) setText(search);
  }

  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", jump);
    return () => document.removeEventListener("keydown", jump);
  }, []);

  const apply = (next: string, composing = false) => {
    setText(next);
    // Half a word of an input method is not searched for. A newer search gives up an older one.
    if (!composing) view.change({ search: next });
  };

  return (
    <div className={styles.field}>
      <Icon name="search" size="small" className={styles.icon} />
      <input
        ref={field}
        type="text"
        role="searchbox"
        className={styles.input}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => apply(event.target.value, event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)}
        onCompositionEnd={(event) => apply(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method is at work the keys are its own.
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape" && text) apply("");
          const isModified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
          if (event.key !== "ArrowDown" || isModified) return;
          event.preventDefault();
          onLeave();
        }}
      />
      {text ? (
        <button
          type="button"
          className={styles.clear}
          aria-label={t("clearSearch")}
          onClick={() => {
            apply("");
            field.current?.focus();
          }}
        >
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

/** Somebody is typing, or a menu or a dialog is open. */
const isBusy = (target: EventTarget | null) =>
  (target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable)) ||
  document.querySelector("[role=menu], [role=dialog]") !== null;
