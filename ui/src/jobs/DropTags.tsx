import { useId } from "react";
import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./StepCallouts.module.css";

interface Props {
  keys: readonly string[];
  /** Those the cloud may have meant. */
  suspects: readonly string[];
  drop: readonly string[];
  error?: string | undefined;
  onChange: (drop: string[]) => void;
}

/** Which tags are left out of the next attempt. */
export function DropTags({ keys, suspects, drop, error, onChange }: Props) {
  const { t } = useTranslation("jobs");
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} aria-describedby={`${id}-note`}>
      <div id={id} className={styles.legend}>
        {t("change.dropTags")}
      </div>
      <div className={styles.tags}>
        {keys.map((key) => (
          <label key={key} className={styles.tag}>
            <Checkbox
              checked={drop.includes(key)}
              onChange={(event) => onChange(event.target.checked ? [...drop, key] : drop.filter((other) => other !== key))}
            />
            <span className="mono">{key}</span>
            {suspects.includes(key) && <span className="faint t12">{t("change.suspect")}</span>}
          </label>
        ))}
      </div>
      <FieldNote id={`${id}-note`} error={error} hint={t("change.dropHint")} />
    </div>
  );
}
