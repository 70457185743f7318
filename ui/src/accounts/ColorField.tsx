import { useId, useState } from "react";
import { FieldNote } from "../components/FieldNote";
import { useTranslation } from "../i18n/useTranslation";
import { ACCOUNT_COLORS } from "./accountColors";
import styles from "./ColorField.module.css";

interface Props {
  value: number;
  /** The accounts that have this colour already. */
  usedBy: string;
  onChange: (color: number) => void;
}

/** The colour of an account, one of eight; each has a name. */
export function ColorField({ value, usedBy, onChange }: Props) {
  const { t } = useTranslation("accounts");
  const id = useId();
  // WebKit forgets :focus-visible when the arrow keys move between radio buttons.
  const [keys, setKeys] = useState(false);
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={usedBy ? `${id}-note` : undefined}>
      <div id={`${id}-label`} className={styles.label}>
        {t("form.color")}
      </div>
      <div className={styles.row} data-keys={keys || undefined}>
        {ACCOUNT_COLORS.map(({ color, name }) => (
          <label key={color} className={styles.option} data-tip={t(`colors.${name}`)}>
            <input
              className="sr-only"
              type="radio"
              name={id}
              value={color}
              checked={color === value}
              aria-label={t(`colors.${name}`)}
              onChange={() => onChange(color)}
              onKeyUp={() => setKeys(true)}
              onBlur={() => setKeys(false)}
            />
            <i className={styles.color} style={{ background: `var(--color-account-${color})` }} />
          </label>
        ))}
      </div>
      <FieldNote id={`${id}-note`} hint={usedBy && t("form.colorUsed", { aliases: usedBy })} />
    </div>
  );
}
