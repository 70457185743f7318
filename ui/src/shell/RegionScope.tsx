import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { regionChoose } from "../backend/bindings/commands";
import type { AccountRegion } from "../backend/bindings/types";
import { accountsQuery, regionsQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import type { MenuItem } from "../components/menuItem";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { isInScope } from "../scope";
import { useCommand } from "../useCommand";
import { useScope } from "../useScope";
import { chosenAfter, unionOf, type RegionsOfAccount } from "./regionChoice";
import styles from "./ScopeBar.module.css";

type Ticks = ReadonlyMap<string, boolean>;

/** Ticks of the accounts they were made for. */
interface Choice {
  accountIds: readonly string[];
  ticks: Ticks;
}

const NONE: Choice = { accountIds: [], ticks: new Map() };

/** The regions whose snapshots are listed, in the accounts of the scope. A change counts when the list is closed. */
export function RegionScope() {
  const { t, i18n } = useTranslation("shell");
  const format = useFormat();
  const client = useQueryClient();
  const scope = useScope();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const [choice, setChoice] = useState(NONE);

  const inScope = accounts.filter(({ id }) => isInScope(scope, id));
  const lists = useQueries({ queries: inScope.map((account) => regionsQuery(account.id)) });
  const known = inScope.flatMap((account, index): RegionsOfAccount[] => {
    const regions = lists[index]?.data;
    return regions ? [{ accountId: account.id, regions }] : [];
  });
  const knownIds = known.map((account) => account.accountId);
  const union = unionOf(known);
  // Regions of another account may be told of while some are ticked.
  const ticks = choice.accountIds.every((accountId) => knownIds.includes(accountId)) ? choice.ticks : NONE.ticks;
  const isChosen = (regionId: string, before: boolean) => ticks.get(regionId) ?? before;
  const chosen = union.filter((region) => isChosen(region.regionId, region.chosen));
  const tick = (next: Ticks) => setChoice({ accountIds: knownIds, ticks: next });

  // The menu is closed by then: a failure is told in a toast.
  const { run: save } = useCommand(
    async (made: Choice) => {
      try {
        for (const accountId of made.accountIds) {
          // As they are after the choice before this one.
          const regions = await client.query(regionsQuery(accountId));
          const ids = chosenAfter(regions, made.ticks);
          if (ids) await regionChoose(accountId, ids);
        }
      } finally {
        await client.invalidateQueries({ queryKey: ["regions"] });
        // Ticks that were made meanwhile stay.
        setChoice((now) => (now === made ? NONE : now));
      }
    },
    { queue: "regions" },
  );

  const localName = (region: AccountRegion) => (i18n.language === "zh-CN" ? region.localNameZh : region.localName);

  const items = (): MenuItem[] => [
    {
      id: "all",
      kind: "checkbox",
      label: t("scope.chooseAll"),
      hint: t("scope.chosenOf", { chosen: format.number(chosen.length), all: format.number(union.length) }),
      checked: chosen.length === union.length,
      disabled: chosen.length === union.length,
      onSelect: () => tick(new Map(union.map((region) => [region.regionId, true]))),
    },
    { kind: "separator", id: "line" },
    ...union.map(
      (region): MenuItem => ({
        kind: "checkbox",
        id: region.regionId,
        label: `${region.regionId} ${localName(region)}`,
        content: <span className="trunc">{region.regionId}</span>,
        hint: localName(region),
        checked: isChosen(region.regionId, region.chosen),
        disabled: chosen.length === 1 && chosen[0]?.regionId === region.regionId,
        onSelect: (checked) => tick(new Map(ticks).set(region.regionId, checked)),
      }),
    ),
  ];

  return (
    <MenuButton
      className={styles.select}
      menuLabel={t("scope.regions")}
      items={items}
      note={t("scope.regionsHint")}
      onOpenChange={(open) => {
        if (!open && choice.ticks.size > 0) save(choice);
      }}
    >
      <Icon name="region" size="small" />
      <span>{t("scope.allRegions")}</span>
      <span className="faint">
        {union.length > 0 && t("scope.chosenOf", { chosen: format.number(chosen.length), all: format.number(union.length) })}
      </span>
      <Icon name="chevron" size="small" className={styles.chevron} />
    </MenuButton>
  );
}
