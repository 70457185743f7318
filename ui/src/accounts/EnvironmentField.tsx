import { useId } from "react";
import type { Environment } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { Segmented } from "../components/Segmented";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./EnvironmentField.module.css";

const ENVIRONMENTS = ["test", "staging", "production"] as const;

interface Props {
  environment: Environment;
  onEnvironment: (environment: Environment) => void;
  /** Whether the account is to be locked; not asked when it is locked already. */
  lock: boolean;
  onLock?: ((lock: boolean) => void) | undefined;
}

/** What the account is used for. Production brings the offer of the read-only lock. */
export function EnvironmentField({ environment, onEnvironment, lock, onLock }: Props) {
  const { t } = useTranslation(["accounts", "common"]);
  const id = useId();
  return (
    <div>
      <Segmented
        label={t("form.environment")}
        value={environment}
        production="production"
        options={ENVIRONMENTS.map((value) => ({ value, label: t(`common:environment.${value}`) }))}
        onChange={onEnvironment}
      />
      {environment === "production" && onLock && (
        <div className={styles.lock}>
          <Checkbox id={id} checked={lock} aria-describedby={`${id}-note`} onChange={(event) => onLock(event.target.checked)} />
          <label htmlFor={id} className={styles.label}>
            {t("lock.offer")}
          </label>
          <p id={`${id}-note`} className={styles.note}>
            {t("lock.offerText")}
          </p>
        </div>
      )}
    </div>
  );
}
