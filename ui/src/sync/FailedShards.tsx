import { useQuery } from "@tanstack/react-query";
import type { AccountFailure } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { groupFailures, type FailureGroup } from "./failureGroups";
import type { SyncFailures } from "./failures";
import styles from "./FailedShards.module.css";

export interface FailedShardsProps {
  failures: SyncFailures;
  onRetry: () => void;
}

/** Why accounts and regions could not be asked, each reason of an account once. */
export default function FailedShards({ failures, onRetry }: FailedShardsProps) {
  const { t } = useTranslation(["sync", "common"]);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const name = useAccountName();
  const format = useFormat();
  const nameOf = (accountId: string) => {
    const known = accounts.find((each) => each.id === accountId);
    return known ? name(known) : accountId;
  };
  const accountTitle = ({ accountId, part }: AccountFailure) =>
    t(part === "regions" ? "couldNotAsk.regionsOfAccount" : "couldNotAsk.account", { account: nameOf(accountId) });
  const isOne = ({ places: [first, ...others] }: FailureGroup) => others.length === 0 && first?.kinds.length === 1 && first.regionIds.length === 1;
  const groupTitle = (group: FailureGroup) => {
    const { accountId, regionId, kind } = group.shard;
    const account = nameOf(accountId);
    if (isOne(group)) return t(`couldNotAsk.${kind}`, { region: regionId, account });
    const count = group.places.flatMap((place) => place.regionIds).length;
    return t("couldNotAsk.group", { account, count, number: format.number(count) });
  };
  const placesOf = ({ places }: FailureGroup) => (
    <ul className={styles.places}>
      {places.map(({ kinds, regionIds }) => (
        <li key={kinds.join()}>{t("couldNotAsk.place", { regions: format.list(regionIds), kinds: format.list(kinds.map((kind) => t(`couldNotAsk.kind.${kind}`))) })}</li>
      ))}
    </ul>
  );
  /** With everything that was refused, so that it can be allowed at once. */
  const problemOfGroup = ({ problem, actions }: FailureGroup) =>
    actions.length > 1 ? { ...problem, params: { ...problem.params, action: format.list(actions) } } : problem;
  return (
    <div className={styles.list}>
      {failures.cache && <CouldNotAsk problem={failures.cache} plain />}
      {failures.accounts.map((account) => (
        <CouldNotAsk key={account.accountId} title={accountTitle(account)} problem={account.problem} plain />
      ))}
      {groupFailures([...failures.rows, ...failures.details]).map((group) => (
        <CouldNotAsk key={group.id} title={groupTitle(group)} about={!isOne(group) && placesOf(group)} problem={problemOfGroup(group)} plain />
      ))}
      <div>
        <Button onClick={onRetry}>{t("common:actions.tryAgain")}</Button>
      </div>
    </div>
  );
}
