import { useTranslation } from "react-i18next";
import { Segmented } from "../components/Segmented";
import { Select } from "../components/Select";
import { switchLanguage } from "../i18n";
import { lookKeys } from "../shell/useLookKeys";
import { LANGUAGES, type Language } from "../i18n/language";
import { THEMES, chooseTheme, useTheme } from "../theme";
import { SettingRow } from "./SettingRow";
import { SupportReportButton } from "./SupportReportButton";
import styles from "./GeneralSection.module.css";

/** Each language is named in that language, so that its readers find it. */
const NAMES: Record<Language, string> = { "en-US": "English", "zh-CN": "简体中文" };

/** Settings, General: language, theme, and the support report. Language and theme hold at once. */
export function GeneralSection() {
  const { t, i18n } = useTranslation("settings");
  const theme = useTheme();
  const language = LANGUAGES.find((known) => known === i18n.language) ?? "en-US";
  return (
    <section className={styles.section} aria-labelledby="general-title">
      <h1 id="general-title" className={styles.title}>
        {t("sections.general")}
      </h1>
      <div className={styles.card}>
        <SettingRow label={<label htmlFor="language">{t("language.label")}</label>} hint={t("language.hint", { keys: lookKeys("L") })}>
          <Select
            id="language"
            className={styles.control ?? ""}
            value={language}
            options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
            onChange={(next) => void switchLanguage(next)}
          />
        </SettingRow>
        <SettingRow label={t("theme.label")} hint={t("theme.hint", { keys: lookKeys("D") })}>
          <div className={styles.control}>
            <Segmented
              label={t("theme.label")}
              labelHidden
              value={theme}
              options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
              onChange={chooseTheme}
            />
          </div>
        </SettingRow>
        <SettingRow label={t("report.title")} hint={t("report.hint")}>
          <SupportReportButton />
        </SettingRow>
      </div>
    </section>
  );
}
