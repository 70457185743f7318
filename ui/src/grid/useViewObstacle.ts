import { useQueries, useQuery } from "@tanstack/react-query";
import type { SavedView } from "../backend/bindings/types";
import { accountsQuery, resourceGroupsQuery } from "../backend/queries";
import { useTranslation } from "../i18n/useTranslation";
import { isInScope } from "../scope";

/**
 * Why a saved view cannot be opened, in words; `null` when it can. Without its account or its resource group it would list the rows of
 * all others. Which groups there are is asked for when it is `wanted`, and some view is about one.
 */
export function useViewObstacle(saved: readonly SavedView[], wanted: boolean): (view: SavedView) => string | null {
  const { t } = useTranslation("grid");
  const { data: accounts } = useQuery(accountsQuery);
  const byGroup = wanted ? saved.filter(({ spec }) => spec.scope.resourceGroupIds.length > 0) : [];
  const asked = (accounts ?? []).filter(({ id }) => byGroup.some(({ spec }) => isInScope(spec.scope, id)));
  const lists = useQueries({ queries: asked.map(({ id }) => resourceGroupsQuery(id)) });
  return ({ spec: { scope } }) => {
    if (accounts === undefined) return null;
    if (scope.accountIds.some((id) => !accounts.some((account) => account.id === id))) return t("views.accountGone");
    if (scope.resourceGroupIds.length === 0) return null;
    const own = lists.filter((_, index) => asked[index] && isInScope(scope, asked[index].id));
    if (own.some(({ isLoading }) => isLoading)) return t("views.groupsReading");
    if (own.some(({ data }) => !data)) return null;
    const there = own.flatMap(({ data }) => data?.groups.map(({ id }) => id) ?? []);
    return scope.resourceGroupIds.every((id) => there.includes(id)) ? null : t("views.groupGone");
  };
}
