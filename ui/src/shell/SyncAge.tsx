import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { syncQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import styles from "./StatusBar.module.css";

/** How old the oldest part of the list is, or how far reading it has come. */
export function SyncAge() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const now = useNow(1000);
  const { data: sync } = useQuery(syncQuery);
  if (!sync) return null;
  if (sync.running) {
    return (
      <div className={styles.cell}>
        <StatusShape tone="running" />
        {t("statusbar.reading", { count: sync.rowsSoFar, rows: format.number(sync.rowsSoFar) })}
      </div>
    );
  }
  const words = () => {
    if (sync.syncedAt === null) return t("statusbar.never");
    const ago = format.ago(sync.syncedAt, now);
    if (sync.never === 0) return t("statusbar.synced", { ago });
    return t("statusbar.syncedButNever", { ago, count: sync.never, never: format.number(sync.never) });
  };
  return (
    <div className={styles.cell}>
      <Icon name="refresh" size="tiny" />
      {words()}
    </div>
  );
}
