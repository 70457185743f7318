import { useState } from "react";
import { CloudText } from "../components/CloudText";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { FilterForm } from "./FilterForm";
import styles from "./FilterForm.module.css";

export interface WordFormProps {
  label: string;
  value: string;
  /** Words that are offered. */
  known: readonly string[];
  onApply: (word: string) => void;
}

/** A word to type, with those of the list under it. */
export function WordForm({ label, value, known, onApply }: WordFormProps) {
  const { t } = useTranslation("grid");
  const [text, setText] = useState(value);
  const typed = text.trim().toLowerCase();
  const offered = known.filter((word) => word !== "" && (typed === value.toLowerCase() || word.toLowerCase().includes(typed)));
  return (
    <FilterForm onApply={() => text.trim() !== "" && onApply(text.trim())}>
      <TextField label={label} value={text} hint={t("filters.exact")} onChange={setText} />
      {offered.length > 0 && (
        <ul className={styles.words} aria-label={t("filters.known")}>
          {offered.map((word) => (
            <li key={word}>
              <button type="button" className={`${styles.word} trunc`} onClick={() => onApply(word)}>
                <CloudText text={word} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </FilterForm>
  );
}
