import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { useTranslation } from "react-i18next";
import { syncStart } from "../backend/bindings/commands";
import { accountsQuery, syncQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useStore } from "../useStore";
import { scopeStore } from "./view";
import styles from "./FailedRegions.module.css";

const FailedShards = lazy(() => import("../shell/FailedShards"));

/** Over the rows: which regions of this scope are missing, so that a short list is not taken for a whole one. */
export function FailedRegions() {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const name = useAccountName();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const { data: sync } = useQuery(syncQuery);
  const { accountIds, regionIds } = useStore(scopeStore);
  const { mutate: retry } = useMutation({ mutationFn: syncStart });
  const [open, setOpen] = useState(false);
  const failed = (sync?.shards ?? []).filter(
    (shard) =>
      shard.state === "failed" &&
      (accountIds.length === 0 || accountIds.includes(shard.accountId)) &&
      (regionIds.length === 0 || shard.regionId === "" || regionIds.includes(shard.regionId)),
  );
  const nameOf = (accountId: string) => {
    const account = accounts.find((each) => each.id === accountId);
    return account ? name(account) : accountId;
  };
  if (failed.length === 0) return <div />;
  const names = format.list([...new Set(failed.map((shard) => shard.regionId || nameOf(shard.accountId)))].slice(0, 4));
  return (
    <div className={styles.band}>
      <div className={styles.line}>
        <StatusShape tone="warning" />
        <span className="medium trunc">{t("failed.some", { count: failed.length, names })}</span>
        <span className="muted trunc">{t("failed.text")}</span>
        <span className="grow" />
        <Button variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "failed.hide" : "failed.show")}
        </Button>
      </div>
      {open && (
        <Suspense fallback={null}>
          <div className={styles.reasons}>
            <FailedShards shards={failed} onRetry={() => retry()} />
          </div>
        </Suspense>
      )}
    </div>
  );
}
