import { useTranslation } from "react-i18next";
import type { SnapshotRow } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import styles from "./DetailsPanel.module.css";
import used from "./UsedBy.module.css";

export interface UsedByProps {
  row: SnapshotRow;
}

/** What the cloud says uses the snapshot, and what that means for deleting it. */
export function UsedBy({ row }: UsedByProps) {
  const { t } = useTranslation("snapshots");
  const { usedByImage, usedByDisk } = row;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("details.usedBy")}</h3>
      <ul className={used.list}>
        {usedByImage && (
          <li className={styles.note}>
            <Icon name="image" size="small" />
            {t("details.byImage")}
          </li>
        )}
        {usedByDisk && (
          <li className={styles.note}>
            <Icon name="disk" size="small" />
            {t("details.byDisk")}
          </li>
        )}
        <li className={styles.note}>
          <Icon name={usedByImage ? "lock" : "info"} size="small" />
          {t(usedByImage ? "details.notDeletableImage" : usedByDisk ? "details.deletableDisk" : "details.unused")}
        </li>
      </ul>
    </section>
  );
}
