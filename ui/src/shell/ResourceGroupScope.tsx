import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ResourceGroup } from "../backend/bindings/types";
import { accountsQuery, resourceGroupsQuery } from "../backend/queries";
import { problemOf } from "../backend/problem";
import { useAccountName } from "../components/accountName";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { isInScope, scopeStore } from "../scope";
import { useScope } from "../useScope";
import styles from "./ScopeBar.module.css";

/** All resource groups, or one. The cloud is asked for their names when somebody wants to see them. */
export function ResourceGroupScope() {
  const { t } = useTranslation("shell");
  const words = useProblemWords();
  const nameOf = useAccountName();
  const [wanted, setWanted] = useState(false);
  const scope = useScope();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const chosen = scope.resourceGroupIds[0];

  const inScope = accounts.filter(({ id }) => isInScope(scope, id));
  const lists = useQueries({ queries: inScope.map((account) => ({ ...resourceGroupsQuery(account.id), enabled: wanted || chosen !== undefined })) });
  const all = lists.flatMap(({ data }) => data?.groups ?? []);
  const name = ({ id, name }: ResourceGroup) => name ?? id;
  const one = all.find(({ id }) => id === chosen);
  const choose = (ids: string[]) => scopeStore.set((now) => ({ ...now, resourceGroupIds: ids }));

  const failure = lists.flatMap(({ data, error }, index) => {
    const problem = data?.problem ?? (error && problemOf(error));
    const account = inScope[index];
    return problem && account ? [t("scope.groupsUnnamed", { account: nameOf(account), reason: words(problem).title })] : [];
  });
  const reading = lists.some(({ isFetching, data }) => isFetching && !data);
  const note = failure[0] ?? (reading ? t("scope.groupsReading") : t("scope.groupsHint"));

  const item = (group: ResourceGroup): MenuItem => ({
    kind: "radio",
    id: group.id,
    label: `${name(group)} ${group.id}`,
    content: <span className="trunc">{name(group)}</span>,
    ...(group.name !== null && { hint: group.id }),
    checked: group.id === chosen,
    onSelect: () => choose([group.id]),
  });
  const items = (): MenuItem[] => [
    { kind: "radio", id: "all", label: t("scope.allGroups"), checked: chosen === undefined, onSelect: () => choose([]) },
    { kind: "separator", id: "line" },
    ...inScope.flatMap((account, index): MenuItem[] => {
      const groups = lists[index]?.data?.groups ?? [];
      if (groups.length === 0) return [];
      const heading: MenuItem[] = inScope.length > 1 ? [{ kind: "heading", id: account.id, label: nameOf(account) }] : [];
      return [...heading, ...groups.map(item)];
    }),
  ];

  return (
    <MenuButton
      className={`${styles.select} ${chosen === undefined ? styles.plain : ""}`}
      menuLabel={t("scope.groups")}
      items={items}
      note={note}
      onOpenChange={(open) => open && setWanted(true)}
    >
      <span className="muted">{t("scope.group")}</span>
      {chosen !== undefined && (
        <>
          {/* Read apart, though the looks need no space. */}{" "}
          <span className="trunc">{one ? name(one) : chosen}</span>
        </>
      )}
      <Icon name="chevron" size="small" className={styles.chevron} />
    </MenuButton>
  );
}
