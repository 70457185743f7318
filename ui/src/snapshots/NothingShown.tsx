import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { syncStart } from "../backend/bindings/commands";
import { syncQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { useFormat } from "../format/useFormat";
import { useStore } from "../useStore";
import { activeFilters, clearFilters, filtersStore, scopeStore } from "./view";

export interface NothingShownProps {
  /** Snapshots in the scope before search and filters. */
  all: number;
}

/** No row: because nothing matches, because nothing was read yet, or because there is none. */
export function NothingShown({ all }: NothingShownProps) {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const filters = useStore(filtersStore);
  const scope = useStore(scopeStore);
  const { data: sync } = useQuery(syncQuery);
  const { mutate: refresh } = useMutation({ mutationFn: syncStart });
  const active = activeFilters(filters, scope).length;
  const searched = filters.search.trim() !== "";

  if (active > 0 || searched) {
    const count = active + (searched ? 1 : 0);
    const hidden = format.number(all);
    return (
      <EmptyState title={t("noMatch.title")} text={active > 0 ? t("noMatch.text", { count, all: hidden }) : t("noMatch.textSearch", { all: hidden })}>
        <Button onClick={clearFilters}>{t(active > 0 ? "noMatch.clear" : "noMatch.clearSearch")}</Button>
      </EmptyState>
    );
  }
  if (sync?.syncedAt === null) return <EmptyState title={t("reading.title")} text={t("reading.text")} />;
  return (
    <EmptyState title={t("empty.title")} text={t("empty.text")}>
      <Button icon="refresh" onClick={() => refresh()}>
        {t("empty.refresh")}
      </Button>
    </EmptyState>
  );
}
