import { Suspense, lazy } from "react";
import { useTranslation } from "../i18n/useTranslation";
import { SETTINGS_SECTIONS, go, type SettingsSection } from "../route";
import { AllSettings } from "./AllSettings";
import { jumpTo } from "./SettingsGroup";
import styles from "./SettingsPage.module.css";

const AccountsSection = lazy(() => import("../accounts/AccountsSection"));
const AddressBookSection = lazy(() => import("../addressBook/AddressBookSection"));

export interface SettingsPageProps {
  section: SettingsSection;
}

/** Settings: the list at the left jumps on the page, or leads to the accounts and the address book. */
export default function SettingsPage({ section }: SettingsPageProps) {
  const { t } = useTranslation("settings");
  const Own = section === "accounts" ? AccountsSection : section === "addressBook" ? AddressBookSection : null;
  const Heading = Own ? "p" : "h1";
  return (
    <div className={styles.page}>
      <nav className={styles.sections} aria-label={t("sections.label")}>
        <Heading className={styles.heading}>{t("title")}</Heading>
        <ul>
          {SETTINGS_SECTIONS.map((name) => (
            <li key={name}>
              <button
                type="button"
                className={styles.section}
                aria-current={name === section ? "page" : undefined}
                onClick={() => {
                  // Once more to where one has been scrolling away from.
                  if (name === section) jumpTo(name);
                  go({ page: "settings", section: name });
                }}
              >
                {t(`sections.${name}`)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Suspense fallback={null}>{Own ? <Own /> : <AllSettings section={section} />}</Suspense>
    </div>
  );
}
