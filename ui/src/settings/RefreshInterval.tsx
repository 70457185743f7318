import { Select } from "../components/Select";
import { useTranslation } from "../i18n/useTranslation";
import { NotSet } from "./NotSet";
import { SettingRow } from "./SettingRow";
import { usePreferenceChange, usePreferences } from "./usePreferences";
import styles from "./controls.module.css";

const HOUR = 60;
const MINUTES = [1, 2, 5, 15, HOUR];

/** How often the lists are read from the cloud. */
export function RefreshInterval() {
  const { t } = useTranslation("settings");
  const { data: preferences } = usePreferences();
  const change = usePreferenceChange();
  return (
    <SettingRow label={<label htmlFor="refresh-interval">{t("refresh.label")}</label>} hint={t("refresh.hint")}>
      {preferences ? (
        <div className={styles.wide}>
          <Select
            id="refresh-interval"
            size="large"
            value={String(preferences.refreshMinutes)}
            options={MINUTES.map((minutes) => ({ value: String(minutes), label: minutes === HOUR ? t("refresh.hourly") : t("refresh.every", { count: minutes }) }))}
            onChange={(minutes) => change.run({ kind: "refreshMinutes", value: Number(minutes) })}
          />
        </div>
      ) : (
        <NotSet />
      )}
    </SettingRow>
  );
}
