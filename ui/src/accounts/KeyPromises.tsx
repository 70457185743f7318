import { GuidanceList } from "../components/GuidanceList";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./KeyPromises.module.css";

/** What happens to a key that is handed over. */
export function KeyPromises() {
  const { t } = useTranslation("accounts");
  return (
    <div>
      <h3 className={styles.title}>{t("key.title")}</h3>
      <GuidanceList
        items={[
          { id: "kept", icon: "key", title: t("key.kept"), text: t("key.keptText") },
          { id: "hidden", icon: "eye", title: t("key.hidden"), text: t("key.hiddenText") },
          { id: "asked", icon: "account", title: t("key.asked"), text: t("key.askedText") },
          { id: "listed", icon: "snapshots", title: t("key.listed"), text: t("key.listedText") },
        ]}
      />
    </div>
  );
}
