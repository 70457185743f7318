import { useState } from "react";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { FilterForm } from "./FilterForm";
import styles from "./FilterForm.module.css";

export interface TagFormProps {
  tagKey: string;
  value: string;
  onApply: (key: string, value: string) => void;
}

/** A tag key; the value may be left out. */
export function TagForm({ tagKey, value, onApply }: TagFormProps) {
  const { t } = useTranslation("grid");
  const [texts, setTexts] = useState({ key: tagKey, value });
  const [tried, setTried] = useState(false);
  const isEmpty = texts.key.trim() === "";
  return (
    <FilterForm
      onApply={() => {
        setTried(true);
        if (!isEmpty) onApply(texts.key.trim(), texts.value.trim());
      }}
    >
      <div className={styles.pair}>
        <TextField
          label={t("filters.tagKey")}
          value={texts.key}
          error={tried && isEmpty ? t("filters.wrong.tagKey") : undefined}
          onChange={(key) => setTexts({ ...texts, key })}
        />
        <TextField label={t("filters.tagValue")} value={texts.value} onChange={(text) => setTexts({ ...texts, value: text })} />
      </div>
    </FilterForm>
  );
}
