import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import type { RowKind } from "../backend/bindings/types";
import { syncQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { useScope } from "../useScope";
import { failuresIn, hasFailures, placesOf, rowShards } from "./failures";
import { useFailureWords } from "./useFailureWords";
import { useRefresh } from "./useRefresh";
import styles from "./SyncBand.module.css";

const FailedShards = lazy(() => import("./FailedShards"));

/** Over the rows: what of this scope is missing, so that a short list is not taken for a whole one. */
export function SyncBand({ kind }: { kind: RowKind }) {
  const { t } = useTranslation("sync");
  const words = useFailureWords();
  const { data: sync } = useQuery(syncQuery);
  const scope = useScope();
  const { refresh } = useRefresh();
  const [open, setOpen] = useState(false);
  if (!sync) return null;
  const failures = failuresIn(sync, kind, scope);
  if (!hasFailures(failures)) {
    const throttled = placesOf(rowShards(sync, scope, kind).filter((shard) => shard.state === "throttled"));
    if (throttled === 0) return null;
    return (
      <div className={styles.band}>
        <div className={styles.line}>
          <StatusShape tone="idle" />
          <span className="muted trunc">{t("throttled.band", { count: throttled })}</span>
        </div>
      </div>
    );
  }
  const concernsRows = failures.cache !== null || failures.accounts.length + failures.rows.length > 0;
  return (
    <div className={styles.band}>
      <div className={styles.line}>
        <StatusShape tone="warning" />
        {words(failures).map((sentence) => (
          <span key={sentence} className="medium trunc" data-tip={sentence} data-tip-cut="">
            {sentence}
          </span>
        ))}
        <span className="muted trunc">{t(concernsRows ? "failed.text" : "failed.detailsText")}</span>
        <span className="grow" />
        <Button variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "failed.hide" : "failed.show")}
        </Button>
      </div>
      {open && (
        <Suspense fallback={null}>
          <div className={styles.reasons}>
            <FailedShards failures={failures} onRetry={refresh} />
          </div>
        </Suspense>
      )}
    </div>
  );
}
