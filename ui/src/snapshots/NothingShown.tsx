import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { syncStart } from "../backend/bindings/commands";
import { syncQuery } from "../backend/queries";
import { failuresIn, shardsIn } from "../backend/syncFailures";
import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { useFormat } from "../format/useFormat";
import { useStore } from "../useStore";
import { useFailureWords } from "./useFailureWords";
import { activeFilters, clearFilters, filtersStore, scopeStore } from "./view";

export interface NothingShownProps {
  /** Snapshots in the scope before search and filters. */
  all: number;
}

/** No row: because nothing matches, because nothing was read or could be asked yet, or because there is none. */
export function NothingShown({ all }: NothingShownProps) {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const filters = useStore(filtersStore);
  const scope = useStore(scopeStore);
  const { data: sync } = useQuery(syncQuery);
  const failureWords = useFailureWords();
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
  const shards = sync ? shardsIn(sync, scope).filter((shard) => shard.kind === "snapshots") : [];
  if (sync?.running && (shards.length === 0 || shards.some((shard) => shard.state === "loading"))) {
    return <EmptyState title={t("reading.title")} text={t("reading.text")} />;
  }
  const failures = sync && failuresIn(sync, scope);
  if (failures && (failures.cache !== null || failures.accounts.length + failures.regions.length > 0)) {
    return (
      <EmptyState title={t("failed.title")} text={failureWords({ ...failures, details: [] }).join(" · ")}>
        <Button icon="refresh" onClick={() => refresh()}>
          {t("empty.refresh")}
        </Button>
      </EmptyState>
    );
  }
  if (shards.some((shard) => shard.state === "throttled")) return <EmptyState title={t("throttled.title")} text={t("throttled.text")} />;
  if (!sync || shards.some((shard) => shard.syncedAt === null)) {
    return (
      <EmptyState title={t("never.title")} text={t("never.text")}>
        <Button icon="refresh" onClick={() => refresh()}>
          {t("empty.refresh")}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("empty.title")} text={t("empty.text")}>
      <Button icon="refresh" onClick={() => refresh()}>
        {t("empty.refresh")}
      </Button>
    </EmptyState>
  );
}
