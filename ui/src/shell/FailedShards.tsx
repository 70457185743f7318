import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SyncShard } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import styles from "./FailedShards.module.css";

export interface FailedShardsProps {
  shards: readonly SyncShard[];
  onRetry: () => void;
}

/** Why each region could not be asked. */
export default function FailedShards({ shards, onRetry }: FailedShardsProps) {
  const { t } = useTranslation(["shell", "common", "problems"]);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const name = useAccountName();
  const title = (shard: SyncShard) => {
    const known = accounts.find((each) => each.id === shard.accountId);
    const account = known ? name(known) : shard.accountId;
    return shard.regionId
      ? t("couldNotAsk.shardOfAccount", { region: shard.regionId, account })
      : t("couldNotAsk.regionsOfAccount", { account });
  };
  return (
    <div className={styles.list}>
      {shards.map((shard) => (
        <CouldNotAsk
          key={`${shard.accountId}/${shard.regionId}`}
          title={title(shard)}
          problem={shard.problem ?? problemOf(null)}
          plain
        />
      ))}
      <div>
        <Button onClick={onRetry}>{t("common:actions.tryAgain")}</Button>
      </div>
    </div>
  );
}
