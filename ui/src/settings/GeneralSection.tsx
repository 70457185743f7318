import { Segmented } from "../components/Segmented";
import { Select } from "../components/Select";
import { switchLanguage } from "../i18n";
import { useTranslation } from "../i18n/useTranslation";
import { lookKeys } from "../shell/useLookKeys";
import { LANGUAGES, type Language } from "../i18n/language";
import { THEMES, chooseTheme, useTheme } from "../theme";
import { HiddenNames } from "./HiddenNames";
import { RefreshInterval } from "./RefreshInterval";
import { SettingRow } from "./SettingRow";
import { SettingsGroup } from "./SettingsGroup";
import styles from "./controls.module.css";

/** Each language is named in that language, so that its readers find it. */
const NAMES: Record<Language, string> = { "en-US": "English", "zh-CN": "简体中文" };

/** Language and theme, which hold at once, and what the lists show. */
export function GeneralSection() {
  const { t, i18n } = useTranslation("settings");
  const theme = useTheme();
  const language = LANGUAGES.find((known) => known === i18n.language) ?? "en-US";
  return (
    <SettingsGroup section="general" title={t("sections.general")}>
      <SettingRow label={<label htmlFor="language">{t("language.label")}</label>} hint={t("language.hint", { keys: lookKeys("L") })}>
        <div className={styles.wide}>
          <Select
            id="language"
            size="large"
            value={language}
            options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
            onChange={(next) => void switchLanguage(next)}
          />
        </div>
      </SettingRow>
      <SettingRow label={t("theme.label")} hint={t("theme.hint", { keys: lookKeys("D") })}>
        <div className={styles.wide}>
          <Segmented label={t("theme.label")} labelHidden value={theme} options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))} onChange={chooseTheme} />
        </div>
      </SettingRow>
      <RefreshInterval />
      <HiddenNames />
    </SettingsGroup>
  );
}
