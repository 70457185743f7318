import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { Print } from "./CellContent";
import styles from "./Presence.module.css";

/** What the shapes of the matrix mean. */
export function Legend() {
  const { t } = useTranslation("presence");
  return (
    <div className={styles.legend} aria-hidden="true">
      <span>
        <Print />
        <b className="medium">{t("legend.source")}</b>
      </span>
      <span>
        <Print />
        {t("legend.copy")}
      </span>
      <span>
        <StatusShape tone="warning" />
        {t("legend.older")}
      </span>
      <span>
        <Print there={false} />
        {t("legend.absent")}
      </span>
    </div>
  );
}
