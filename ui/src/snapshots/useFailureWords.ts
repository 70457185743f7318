import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountsQuery } from "../backend/queries";
import type { SyncFailures } from "../backend/syncFailures";
import { useAccountName } from "../components/accountName";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";

/** Names that are written out; the rest is counted. */
const NAMED = 6;

/** Gives a sentence for each kind of thing that could not be asked, with its names. */
export function useFailureWords(): (failures: SyncFailures) => string[] {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const problemWords = useProblemWords();
  const accountName = useAccountName();
  const { data: accounts = [] } = useQuery(accountsQuery);

  const list = (names: readonly string[]) => {
    if (names.length <= NAMED) return format.list(names);
    const rest = names.length - NAMED;
    return format.list([...names.slice(0, NAMED), t("failed.more", { count: rest })]);
  };
  const nameOf = (accountId: string) => {
    const account = accounts.find((each) => each.id === accountId);
    return account ? accountName(account) : accountId;
  };
  /** With the account where one region of several accounts failed. */
  const regionNames = (shards: SyncFailures["regions"]) => {
    const places = new Map(shards.map((shard) => [`${shard.accountId}/${shard.regionId}`, shard]));
    const several = new Set(shards.map((shard) => shard.accountId)).size > 1;
    return [...places.values()].map((shard) => (several ? `${shard.regionId} (${nameOf(shard.accountId)})` : shard.regionId));
  };

  return ({ cache, accounts: failed, regions, details }) => {
    const words: string[] = [];
    if (cache) words.push(problemWords(cache).title);
    if (failed.length > 0) {
      const names = failed.map((account) => nameOf(account.accountId));
      words.push(t("failed.accounts", { count: failed.length, names: list(names) }));
    }
    if (regions.length > 0) words.push(t("failed.some", { count: regions.length, names: list(regionNames(regions)) }));
    if (details.length > 0) {
      const names = regionNames(details);
      words.push(t("failed.details", { count: names.length, names: list(names) }));
    }
    return words;
  };
}
