import { Suspense, lazy } from "react";
import { useTranslation } from "react-i18next";
import { go, type SettingsSection } from "../route";
import { GeneralSection } from "./GeneralSection";
import styles from "./SettingsPage.module.css";

const AccountsSection = lazy(() => import("../accounts/AccountsSection"));

const SECTIONS: readonly SettingsSection[] = ["general", "accounts"];

export interface SettingsPageProps {
  section: SettingsSection;
}

/** Settings: sections at the left, one of them at the right. */
export default function SettingsPage({ section }: SettingsPageProps) {
  const { t } = useTranslation("settings");
  return (
    <div className={styles.page}>
      <nav className={styles.sections} aria-label={t("sections.label")}>
        <p className={styles.heading}>{t("title")}</p>
        <ul>
          {SECTIONS.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={styles.section}
                aria-current={name === section ? "page" : undefined}
                onClick={() => go({ page: "settings", section: name })}
              >
                {t(`sections.${name}`)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Suspense fallback={null}>{section === "accounts" ? <AccountsSection /> : <GeneralSection />}</Suspense>
    </div>
  );
}
