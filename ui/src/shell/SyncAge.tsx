import { useQuery } from "@tanstack/react-query";
import type { RowKind } from "../backend/bindings/types";
import { syncQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { useRoute } from "../route";
import { placesOf, rowShards, syncedAt } from "../sync/failures";
import { useScope } from "../useScope";
import styles from "./StatusBar.module.css";

const KINDS: readonly RowKind[] = ["snapshots", "images", "instances"];

/** How old the oldest part of what the page shows is, or how far reading it has come. */
export function SyncAge() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const now = useNow(1000);
  const { page } = useRoute();
  const scope = useScope();
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
  const kind = KINDS.find((each) => each === page);
  const shards = kind ? rowShards(sync, scope, kind) : KINDS.flatMap((each) => rowShards(sync, scope, each));
  const read = shards.filter((shard) => shard.syncedAt !== null);
  const never = placesOf(shards.filter((shard) => shard.syncedAt === null));
  const words = () => {
    const at = syncedAt(read);
    if (at === null) return t("statusbar.never");
    const ago = format.ago(at, now);
    if (never === 0) return t("statusbar.synced", { ago });
    return t("statusbar.syncedButNever", { ago, count: never, never: format.number(never) });
  };
  return (
    <div className={styles.cell}>
      <Icon name="refresh" size="tiny" />
      {words()}
    </div>
  );
}
