import type { Filter, FlagField, TimeField } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { choiceFilter, flagFilter, wordsFilter, type FilterDef, type FilterSet } from "./filterDef";
import { rangeFilter, tagFilter, typedFilter } from "./filterForms";
import type { Keyed, ViewHandle } from "./viewHandle";
import { useRegionFilter } from "./useRegionFilter";

const DAYS = [1, 7, 30, 90, 365] as const;

/** Filters that lists have in common, in the language of the window. */
export function useCommonFilters<Row extends Keyed>(view: ViewHandle<Row>) {
  const { t } = useTranslation("grid");
  const format = useFormat();
  const { filters } = useStore(view.spec);
  const set: FilterSet = { filters, set: (next) => view.change({ filters: next }) };
  const region = useRegionFilter();

  const between = (write: (value: number) => string, words: readonly ["filters.atLeast" | "filters.since", "filters.atMost" | "filters.until"]) => (from: number | null, to: number | null) => {
    if (from !== null && to !== null) return t("filters.between", { from: write(from), to: write(to) });
    return from !== null ? t(words[0], { from: write(from) }) : t(words[1], { to: to === null ? "" : write(to) });
  };
  const within = (id: string, name: string, field: TimeField, words: "filters.lastDays" | "filters.nextDays"): FilterDef =>
    choiceFilter(set, {
      id,
      name,
      holds: (filter: Filter) => filter.test === "within" && filter.field === field,
      options: () => DAYS.map((days) => ({ label: t(words, { count: days }), filter: { test: "within", field, days } })),
    });

  return {
    set,
    region,
    /** Taken in the last days. */
    created: within("created", t("filters.created"), "createdAt", "filters.lastDays"),
    createdBetween: rangeFilter(set, {
      id: "createdBetween",
      name: t("filters.createdBetween"),
      field: "createdAt",
      unit: "day",
      words: between(format.date, ["filters.since", "filters.until"]),
    }),
    size: rangeFilter(set, { id: "size", name: t("filters.size"), field: "size", unit: "gib", words: between(format.size, ["filters.atLeast", "filters.atMost"]) }),
    tag: tagFilter(set, { id: "tag", name: t("filters.tag"), words: (key, value) => (value === null ? key : t("filters.tagWords", { key, value })) }),
    resourceGroup: typedFilter(set, { id: "resourceGroup", name: t("filters.resourceGroup"), field: "resourceGroup", known: () => [], none: t("filters.none"), list: format.list }),
    next: (id: string, name: string, field: TimeField) => within(id, name, field, "filters.nextDays"),
    flag: (id: string, name: string, field: FlagField, yes: string = t("filters.yes"), no: string = t("filters.no")) =>
      flagFilter(set, { id, name, field, yes, no }),
    words: (id: string, name: string, field: Parameters<typeof wordsFilter>[1]["field"], options: readonly { value: string; label: string }[]) =>
      wordsFilter(set, { id, name, field, options, list: format.list }),
    /** Words that are typed or picked from the rows that are loaded. */
    typed: (id: string, name: string, field: Parameters<typeof typedFilter>[1]["field"], of: (row: Row) => string) =>
      typedFilter(set, {
        id,
        name,
        field,
        none: t("filters.none"),
        list: format.list,
        known: () => [...new Set([...view.shown.get().pages.values()].flatMap((page) => page.rows.map(of)))].toSorted().slice(0, 50),
      }),
  };
}

/** Takes every filter and the search away; the order and the accounts stay. */
export function clearAll<Row extends Keyed>(view: ViewHandle<Row>, region: FilterDef): void {
  view.change({ filters: [], search: "" });
  region.clear();
}
