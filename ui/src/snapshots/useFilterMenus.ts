import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountsQuery, regionsQuery } from "../backend/queries";
import type { MenuItem } from "../components/menuItem";
import { snapshotWord } from "../components/snapshotStatus";
import { useStore } from "../useStore";
import { filtersStore, scopeStore, type FilterName, type Filters } from "./view";

const DAYS = [1, 7, 30, 90, 365] as const;
const STATUSES = ["accomplished", "progressing", "failed"] as const;
const DISK_TYPES = ["system", "data"] as const;

/** One filter: its name, what it is set to, and what it can be set to. */
export interface FilterMenu {
  filter: FilterName;
  name: string;
  value: () => string;
  items: () => MenuItem[];
}

const set = (change: Partial<Filters>) => filtersStore.set((filters) => ({ ...filters, ...change }));

/** Every filter of the snapshots, in the language of the window. */
export function useFilterMenus(): FilterMenu[] {
  const { t } = useTranslation("snapshots");
  const { t: common } = useTranslation("common");
  const filters = useStore(filtersStore);
  const scope = useStore(scopeStore);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const lists = useQueries({ queries: accounts.map((account) => regionsQuery(account.id)) });
  const regionIds = [...new Set(lists.flatMap((list) => list.data ?? []).flatMap((region) => (region.chosen ? region.regionId : [])))];

  const one = <T,>(id: string, label: string, current: T, value: T, apply: (value: T) => void): MenuItem => ({
    kind: "radio",
    id,
    label,
    checked: current === value,
    onSelect: () => apply(value),
  });

  return [
    {
      filter: "createdWithinDays",
      name: t("filters.created"),
      value: () => t("filters.lastDays", { count: filters.createdWithinDays ?? 0 }),
      items: () =>
        DAYS.map((days) =>
          one<number | null>(`days-${days}`, t("filters.lastDays", { count: days }), filters.createdWithinDays, days, (value) =>
            set({ createdWithinDays: value }),
          ),
        ),
    },
    {
      filter: "status",
      name: t("filters.status"),
      value: () => filters.status.map((status) => snapshotWord(status, common)).join(", "),
      items: () =>
        STATUSES.map((status): MenuItem => ({
          kind: "checkbox",
          id: status,
          label: snapshotWord(status, common),
          checked: filters.status.includes(status),
          onSelect: (checked) => set({ status: STATUSES.filter((each) => (each === status ? checked : filters.status.includes(each))) }),
        })),
    },
    {
      filter: "diskType",
      name: t("filters.diskType"),
      value: () => (filters.diskType === null ? "" : t(`diskType.${filters.diskType}`)),
      items: () =>
        DISK_TYPES.map((type) => one<string | null>(type, t(`diskType.${type}`), filters.diskType, type, () => set({ diskType: type }))),
    },
    {
      filter: "automatic",
      name: t("filters.origin"),
      value: () => t(filters.automatic ? "filters.automatic" : "filters.manual"),
      items: () => [
        one<boolean | null>("automatic", t("filters.automatic"), filters.automatic, true, () => set({ automatic: true })),
        one<boolean | null>("manual", t("filters.manual"), filters.automatic, false, () => set({ automatic: false })),
      ],
    },
    {
      filter: "encrypted",
      name: t("filters.encrypted"),
      value: () => t(filters.encrypted ? "filters.encryptedYes" : "filters.encryptedNo"),
      items: () => [
        one<boolean | null>("encrypted", t("filters.encryptedYes"), filters.encrypted, true, () => set({ encrypted: true })),
        one<boolean | null>("unencrypted", t("filters.encryptedNo"), filters.encrypted, false, () => set({ encrypted: false })),
      ],
    },
    {
      filter: "hideAgentless",
      name: t("filters.hide"),
      value: () => t("filters.agentless"),
      items: () => [one("agentless", t("filters.agentless"), filters.hideAgentless, true, () => set({ hideAgentless: true }))],
    },
    {
      filter: "regionIds",
      name: t("filters.region"),
      value: () => scope.regionIds.join(", "),
      items: () =>
        regionIds.map((regionId): MenuItem => ({
          kind: "checkbox",
          id: regionId,
          label: regionId,
          checked: scope.regionIds.includes(regionId),
          onSelect: (checked) =>
            scopeStore.set((now) => ({
              ...now,
              regionIds: checked ? [...now.regionIds, regionId] : now.regionIds.filter((each) => each !== regionId),
            })),
        })),
    },
  ];
}
