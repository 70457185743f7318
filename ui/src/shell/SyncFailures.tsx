import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useRef, useState } from "react";
import { syncQuery } from "../backend/queries";
import { LazyPopover } from "../components/LazyPopover";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { allFailures, hasFailures } from "../sync/failures";
import { useRefresh } from "../sync/useRefresh";
import styles from "./StatusBar.module.css";

const FailedShards = lazy(() => import("../sync/FailedShards"));

/** What could not be asked, or waits because it is throttled; a click says why. */
export function SyncFailures() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const problemWords = useProblemWords();
  const { data: sync } = useQuery(syncQuery);
  const { refresh: retry } = useRefresh();
  const cell = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  if (!sync) return null;
  const failures = allFailures(sync);
  // What has no button any more is closed: it must not open by itself when something fails later.
  if (open && !hasFailures(failures)) setOpen(false);
  const regionsOf = (shards: typeof sync.shards) => new Set(shards.map((shard) => shard.regionId)).size;
  const failed = regionsOf(sync.shards.filter((shard) => shard.state === "failed"));
  const throttled = regionsOf(sync.shards.filter((shard) => shard.state === "throttled"));
  const words = [];
  if (failures.cache) words.push(problemWords(failures.cache).title);
  if (failures.accounts.length > 0) {
    const accounts = failures.accounts.length;
    words.push(t("statusbar.accountsFailed", { count: accounts, accounts: format.number(accounts) }));
  }
  if (failed > 0) words.push(t("statusbar.failed", { count: regionsOf(sync.shards), failed: format.number(failed) }));
  return (
    <>
      {throttled > 0 && (
        <div className={styles.cell}>
          <StatusShape tone="idle" />
          {t("statusbar.throttled", { count: throttled, regions: format.number(throttled) })}
        </div>
      )}
      {hasFailures(failures) && (
        <button type="button" ref={cell} className={styles.cell} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          <StatusShape tone="warning" />
          {words.join(" · ")}
        </button>
      )}
      {open && (
        <LazyPopover open anchor={cell} side="top" width={400} label={t("statusbar.failedTitle")} onClose={() => setOpen(false)}>
          <Suspense fallback={null}>
            <FailedShards
              failures={failures}
              onRetry={() => {
                setOpen(false);
                retry();
              }}
            />
          </Suspense>
        </LazyPopover>
      )}
    </>
  );
}
