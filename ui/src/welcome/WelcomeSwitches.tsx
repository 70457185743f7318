import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { switchLanguage } from "../i18n";
import { LANGUAGES, type Language } from "../i18n/language";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { chooseTheme, THEMES, useTheme } from "../theme";
import styles from "./WelcomeSwitches.module.css";

/** Each language by its own name, so that everybody finds it. */
const NAMES: Record<Language, string> = { "en-US": "English", "zh-CN": "中文" };

/** Language, theme, and the settings: who sits behind a proxy needs them before an account can be connected. */
export function WelcomeSwitches() {
  const { t, i18n } = useTranslation("welcome");
  const theme = useTheme();
  const language: Language = i18n.language === "zh-CN" ? "zh-CN" : "en-US";
  return (
    <>
      <MenuButton
        className={styles.switch}
        menuLabel={t("language")}
        aria-label={`${t("language")}: ${NAMES[language]}`}
        align="end"
        items={() => LANGUAGES.map((id) => ({ kind: "radio", id, label: NAMES[id], checked: id === language, onSelect: () => void switchLanguage(id) }))}
      >
        <Icon name="region" size="small" />
        {NAMES[language]}
        <Icon name="chevron" size="small" />
      </MenuButton>
      <MenuButton
        className={styles.switch}
        menuLabel={t("theme")}
        align="end"
        items={() => THEMES.map((id) => ({ kind: "radio", id, label: t(`themes.${id}`), checked: id === theme, onSelect: () => chooseTheme(id) }))}
      >
        {t(`themes.${theme}`)}
        <Icon name="chevron" size="small" />
      </MenuButton>
      <button type="button" className={styles.switch} onClick={() => go({ page: "settings", section: "general" })}>
        <Icon name="settings" size="small" />
        {t("settings")}
      </button>
    </>
  );
}
