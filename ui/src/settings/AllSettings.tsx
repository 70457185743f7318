import { useEffect, useRef } from "react";
import { problemOf } from "../backend/problem";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { useTranslation } from "../i18n/useTranslation";
import type { SettingsSection } from "../route";
import { AboutSection } from "./AboutSection";
import { BudgetSection } from "./BudgetSection";
import { GeneralSection } from "./GeneralSection";
import { NetworkSection } from "./NetworkSection";
import { NotificationsSection } from "./NotificationsSection";
import { jumpTo } from "./SettingsGroup";
import { StorageSection } from "./StorageSection";
import { usePreferences } from "./usePreferences";
import styles from "./AllSettings.module.css";

/** Every setting but the accounts, on one page; `section` is brought into sight. */
export function AllSettings({ section }: { section: SettingsSection }) {
  const { t } = useTranslation("settings");
  const { data: preferences, error, refetch } = usePreferences();
  const at = useRef<SettingsSection>("general");
  useEffect(() => {
    if (at.current !== section) jumpTo(section);
    at.current = section;
  }, [section]);
  return (
    <div className={styles.page}>
      {error && !preferences && (
        <div className={styles.failed}>
          <CouldNotAsk title={t("failed")} problem={problemOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      <div className={styles.columns}>
        <div>
          <GeneralSection />
          <NotificationsSection />
        </div>
        <div className={styles.right}>
          <NetworkSection />
          <BudgetSection />
          <StorageSection />
        </div>
        <div>
          <AboutSection />
        </div>
      </div>
    </div>
  );
}
