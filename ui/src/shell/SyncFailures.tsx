import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { syncStart } from "../backend/bindings/commands";
import { syncQuery } from "../backend/queries";
import { LazyPopover } from "../components/LazyPopover";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import styles from "./StatusBar.module.css";

const FailedShards = lazy(() => import("./FailedShards"));

/** Regions that could not be asked; a click says why. */
export function SyncFailures() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const { data: sync } = useQuery(syncQuery);
  const { mutate: retry } = useMutation({ mutationFn: syncStart });
  const [cell, setCell] = useState<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  const failed = sync?.shards.filter((shard) => shard.state === "failed") ?? [];
  if (!sync || failed.length === 0) return null;
  return (
    <>
      <button type="button" ref={setCell} className={styles.cell} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        <StatusShape tone="warning" />
        {t("statusbar.failed", { count: sync.shards.length, failed: format.number(failed.length) })}
      </button>
      {open && cell && (
        <LazyPopover open anchor={cell} side="top" width={400} label={t("statusbar.failedTitle")} onClose={() => setOpen(false)}>
          <Suspense fallback={null}>
            <FailedShards
              shards={failed}
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
