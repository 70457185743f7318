import { useTranslation } from "react-i18next";
import { Segmented } from "../components/Segmented";
import { Select } from "../components/Select";
import { i18next, switchLanguage } from "../i18n";
import { LANGUAGES, type Language } from "../i18n/language";
import { THEMES, chooseTheme, useTheme } from "../theme";
import styles from "./GeneralSection.module.css";

/** A language is named in itself, so that whoever reads it finds it. */
const NAMES: Record<Language, string> = { "en-US": "English", "zh-CN": "简体中文" };

/** Settings, General: language and theme. Both hold at once. */
export function GeneralSection() {
  const { t } = useTranslation("settings");
  const theme = useTheme();
  const language = LANGUAGES.find((known) => known === i18next.language) ?? "en-US";
  return (
    <section className={styles.section} aria-labelledby="general-title">
      <h1 id="general-title" className={styles.title}>
        {t("sections.general")}
      </h1>
      <div className={styles.field}>
        <label htmlFor="language" className={styles.label}>
          {t("language.label")}
        </label>
        <Select
          id="language"
          size="large"
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
          onChange={(next) => void switchLanguage(next)}
        />
      </div>
      <div className={styles.field}>
        <Segmented
          label={t("theme.label")}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={chooseTheme}
        />
        <p className="t12 muted">{t("theme.hint")}</p>
      </div>
    </section>
  );
}
