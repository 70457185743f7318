import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { syncStart } from "../backend/bindings/commands";
import { syncQuery } from "../backend/queries";
import { failuresIn, hasFailures, shardsIn } from "../backend/syncFailures";
import { Button } from "../components/Button";
import { StatusShape } from "../components/Status";
import { useStore } from "../useStore";
import { useFailureWords } from "./useFailureWords";
import { scopeStore } from "./view";
import styles from "./FailedRegions.module.css";

const FailedShards = lazy(() => import("../shell/FailedShards"));

/** Over the rows: what of this scope is missing, so that a short list is not taken for a whole one. */
export function FailedRegions() {
  const { t } = useTranslation("snapshots");
  const words = useFailureWords();
  const { data: sync } = useQuery(syncQuery);
  const scope = useStore(scopeStore);
  const { mutate: retry } = useMutation({ mutationFn: syncStart });
  const [open, setOpen] = useState(false);
  if (!sync) return <div />;
  const failures = failuresIn(sync, scope);
  const throttled = shardsIn(sync, scope).filter((shard) => shard.kind === "snapshots" && shard.state === "throttled").length;
  if (!hasFailures(failures)) {
    if (throttled === 0) return <div />;
    return (
      <div className={styles.band}>
        <div className={styles.line}>
          <StatusShape tone="idle" />
          <span className="muted trunc">{t("throttled.band", { count: throttled })}</span>
        </div>
      </div>
    );
  }
  const concernsRows = failures.cache !== null || failures.accounts.length + failures.regions.length > 0;
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
            <FailedShards failures={failures} onRetry={() => retry()} />
          </div>
        </Suspense>
      )}
    </div>
  );
}
