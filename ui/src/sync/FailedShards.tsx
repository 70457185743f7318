import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AccountFailure, SyncShard } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import type { SyncFailures } from "./failures";
import styles from "./FailedShards.module.css";

export interface FailedShardsProps {
  failures: SyncFailures;
  onRetry: () => void;
}

/** Why each account and region could not be asked. */
export default function FailedShards({ failures, onRetry }: FailedShardsProps) {
  const { t } = useTranslation(["sync", "common"]);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const name = useAccountName();
  const nameOf = (accountId: string) => {
    const known = accounts.find((each) => each.id === accountId);
    return known ? name(known) : accountId;
  };
  const accountTitle = ({ accountId, part }: AccountFailure) =>
    t(part === "regions" ? "couldNotAsk.regionsOfAccount" : "couldNotAsk.account", { account: nameOf(accountId) });
  const shardTitle = ({ accountId, regionId, kind }: SyncShard) => {
    return t(`couldNotAsk.${kind}`, { region: regionId, account: nameOf(accountId) });
  };
  return (
    <div className={styles.list}>
      {failures.cache && <CouldNotAsk problem={failures.cache} plain />}
      {failures.accounts.map((account) => (
        <CouldNotAsk key={account.accountId} title={accountTitle(account)} problem={account.problem} plain />
      ))}
      {[...failures.rows, ...failures.details].map((shard) => (
        <CouldNotAsk
          key={`${shard.accountId}/${shard.regionId}/${shard.kind}`}
          title={shardTitle(shard)}
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
