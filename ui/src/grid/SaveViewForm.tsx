import { useState } from "react";
import { Button } from "../components/Button";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./FilterForm.module.css";

export interface SaveViewFormProps {
  /** Names that are taken: saving under one of them replaces it. */
  known: readonly string[];
  busy: boolean;
  onSave: (name: string) => void;
}

/** The name for a view. */
export function SaveViewForm({ known, busy, onSave }: SaveViewFormProps) {
  const { t } = useTranslation("grid");
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const text = name.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (text !== "") onSave(text);
      }}
    >
      <TextField
        label={t("views.name")}
        value={name}
        maxLength={60}
        hint={known.includes(text) ? t("views.replaces") : t("views.hint")}
        error={tried && text === "" ? t("views.noName") : undefined}
        onChange={setName}
      />
      <div className={styles.foot}>
        <Button type="submit" variant="primary" aria-disabled={busy}>
          {t("views.save")}
        </Button>
      </div>
    </form>
  );
}
