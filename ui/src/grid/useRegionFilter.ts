import { useQueries, useQuery } from "@tanstack/react-query";
import { accountsQuery, regionsQuery } from "../backend/queries";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { scopeStore } from "../scope";
import { useScope } from "../useScope";
import type { FilterDef } from "./filterDef";

/** The regions of the scope as a filter: every list has it, and it stays from one to the other. */
export function useRegionFilter(): FilterDef {
  const { t } = useTranslation("grid");
  const format = useFormat();
  const { regionIds } = useScope();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const lists = useQueries({ queries: accounts.map((account) => regionsQuery(account.id)) });
  const known = [...new Set(lists.flatMap((list) => list.data ?? []).flatMap((region) => (region.chosen ? region.regionId : [])))];
  const choose = (change: (now: string[]) => string[]) => scopeStore.set((now) => ({ ...now, regionIds: change(now.regionIds) }));
  return {
    id: "region",
    name: t("filters.region"),
    value: regionIds.length > 0 ? format.list(regionIds) : null,
    items: () =>
      known.map((regionId) => ({
        kind: "checkbox",
        id: regionId,
        label: regionId,
        checked: regionIds.includes(regionId),
        onSelect: (checked) => choose((now) => (checked ? [...now, regionId] : now.filter((each) => each !== regionId))),
      })),
    clear: () => choose(() => []),
  };
}
