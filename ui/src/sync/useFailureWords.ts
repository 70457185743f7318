import { useQuery } from "@tanstack/react-query";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import type { SyncFailures } from "./failures";

/** Names that are written out; the rest is counted. */
const NAMED = 6;

/** Gives a sentence for each kind of thing that could not be asked, with its names. */
export function useFailureWords(): (failures: SyncFailures) => string[] {
  const { t } = useTranslation("sync");
  const format = useFormat();
  const problemWords = useProblemWords();
  const accountName = useAccountName();
  const { data: accounts = [] } = useQuery(accountsQuery);

  const list = (names: readonly string[]) => {
    if (names.length <= NAMED) return format.list(names);
    return format.list([...names.slice(0, NAMED), t("failed.more", { count: names.length - NAMED })]);
  };
  const nameOf = (accountId: string) => {
    const account = accounts.find((each) => each.id === accountId);
    return account ? accountName(account) : accountId;
  };
  /** With the account where regions of several accounts failed. */
  const regionNames = (shards: SyncFailures["rows"]) => {
    const places = new Map(shards.map((shard) => [`${shard.accountId}/${shard.regionId}`, shard]));
    const several = new Set(shards.map((shard) => shard.accountId)).size > 1;
    return [...places.values()].map(({ regionId, accountId }) =>
      several ? t("failed.regionOf", { region: regionId, account: nameOf(accountId) }) : regionId,
    );
  };

  return ({ cache, accounts: failed, rows, details }) => {
    const words: string[] = [];
    if (cache) words.push(problemWords(cache).title);
    if (failed.length > 0) words.push(t("failed.accounts", { count: failed.length, names: list(failed.map(({ accountId }) => nameOf(accountId))) }));
    const rowNames = regionNames(rows);
    if (rowNames.length > 0) words.push(t("failed.regions", { names: list(rowNames) }));
    const names = regionNames(details);
    if (names.length > 0) words.push(t("failed.details", { names: list(names) }));
    return words;
  };
}
