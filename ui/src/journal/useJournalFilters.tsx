import { useQuery } from "@tanstack/react-query";
import { lazy } from "react";
import type { JournalFilter, JournalOutcome } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { severalFilter, type FilterDef } from "../grid/filterDef";
import { useTranslation } from "../i18n/useTranslation";
import { ask } from "./asked";
import { OUTCOMES } from "./outcomes";
import { journalValuesQuery } from "./queries";
import { useActionWords } from "./useActionWords";

const RangeForm = lazy(async () => ({ default: (await import("../grid/RangeForm")).RangeForm }));

const DAYS = [1, 2, 7, 30, 90, 365] as const;

/** The filters of the journal: by what its entries have, also of accounts that were removed. */
export function useJournalFilters(asked: JournalFilter): FilterDef[] {
  const { t } = useTranslation("journal");
  const { t: grid } = useTranslation("grid");
  const format = useFormat();
  const actionWords = useActionWords();
  const { data: values } = useQuery(journalValuesQuery);
  const { withinDays, from, to } = asked;
  const list = format.list;

  const between = () => {
    if (from !== null && to !== null) return grid("filters.between", { from: format.date(from), to: format.date(to) });
    if (from !== null) return grid("filters.since", { from: format.date(from) });
    return to === null ? null : grid("filters.until", { to: format.date(to) });
  };

  return [
    {
      id: "sent",
      name: t("filters.sent"),
      value: withinDays === null ? null : grid("filters.lastDays", { count: withinDays }),
      items: () =>
        DAYS.map((days) => ({ kind: "radio", id: `sent-${days}`, label: grid("filters.lastDays", { count: days }), checked: days === withinDays, onSelect: () => ask({ withinDays: days }) })),
      clear: () => ask({ withinDays: null }),
    },
    severalFilter({
      id: "outcome",
      name: t("filters.outcome"),
      chosen: asked.outcomes,
      options: OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) })),
      list,
      choose: (outcomes) => ask({ outcomes: outcomes as JournalOutcome[] }),
    }),
    severalFilter({
      id: "account",
      name: t("filters.account"),
      chosen: asked.accountIds,
      options: (values?.accounts ?? []).map(({ accountId, accountAlias }) => ({ value: accountId, label: accountAlias })),
      list,
      choose: (accountIds) => ask({ accountIds }),
    }),
    severalFilter({
      id: "action",
      name: t("filters.action"),
      chosen: asked.actions,
      options: (values?.actions ?? []).map((action) => ({ value: action, label: actionWords(action).words ?? action })),
      list,
      choose: (actions) => ask({ actions }),
    }),
    severalFilter({
      id: "region",
      name: grid("filters.region"),
      chosen: asked.regionIds,
      options: (values?.regionIds ?? []).map((regionId) => ({ value: regionId, label: regionId })),
      list,
      choose: (regionIds) => ask({ regionIds }),
    }),
    {
      id: "between",
      name: t("filters.between"),
      value: between(),
      form: (done) => (
        <RangeForm
          unit="day"
          from={from}
          to={to}
          onApply={(first, last) => {
            ask({ from: first, to: last });
            done();
          }}
        />
      ),
      clear: () => ask({ from: null, to: null }),
    },
  ];
}
