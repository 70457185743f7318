import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { syncStart } from "../backend/bindings/commands";
import { syncQuery } from "../backend/queries";
import { failuresIn, hasFailures } from "../backend/syncFailures";
import { LazyPopover } from "../components/LazyPopover";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import styles from "./StatusBar.module.css";

const FailedShards = lazy(() => import("./FailedShards"));

/** What could not be asked, or waits because it is throttled; a click says why. */
export function SyncFailures() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const problemWords = useProblemWords();
  const { data: sync } = useQuery(syncQuery);
  const { mutate: retry } = useMutation({ mutationFn: syncStart });
  const [cell, setCell] = useState<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  if (!sync) return null;
  const failures = failuresIn(sync);
  const regions = sync.shards.filter((shard) => shard.kind === "snapshots").length;
  const words = [];
  if (failures.cache) words.push(problemWords(failures.cache).title);
  if (failures.accounts.length > 0) {
    const accounts = failures.accounts.length;
    words.push(t("statusbar.accountsFailed", { count: accounts, accounts: format.number(accounts) }));
  }
  if (sync.failed > 0) words.push(t("statusbar.failed", { count: regions, failed: format.number(sync.failed) }));
  if (words.length === 0 && failures.details.length > 0) {
    const count = new Set(failures.details.map((shard) => shard.regionId)).size;
    words.push(t("statusbar.detailsFailed", { count, regions: format.number(count) }));
  }
  return (
    <>
      {sync.throttled > 0 && (
        <div className={styles.cell}>
          <StatusShape tone="idle" />
          {t("statusbar.throttled", { count: sync.throttled, regions: format.number(sync.throttled) })}
        </div>
      )}
      {hasFailures(failures) && (
        <button type="button" ref={setCell} className={styles.cell} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          <StatusShape tone="warning" />
          {words.join(" · ")}
        </button>
      )}
      {open && cell && (
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
