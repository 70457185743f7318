import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { RowKind } from "../backend/bindings/types";
import { syncQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useScope } from "../useScope";
import { failuresIn, isFirstReading, rowShards } from "./failures";
import { useFailureWords } from "./useFailureWords";
import { useRefresh } from "./useRefresh";

/** The words of a kind for a list without rows. */
export interface NothingWords {
  noMatch: string;
  empty: { title: string; text: string };
  reading: string;
  failed: string;
}

export interface NothingShownProps {
  kind: RowKind;
  words: NothingWords;
  /** Filters that are set, and whether something is searched for. */
  filters: number;
  searched: boolean;
  /** Rows of the scope, without search and filters. */
  all: number;
  /** What else is not shown, and why. */
  note?: ReactNode;
  onClear: () => void;
}

/** No row: because nothing matches, because nothing was read or could be asked yet, or because there is none. */
export function NothingShown({ kind, words, filters, searched, all, note, onClear }: NothingShownProps) {
  const { t } = useTranslation("sync");
  const format = useFormat();
  const scope = useScope();
  const { data: sync } = useQuery(syncQuery);
  const failureWords = useFailureWords();
  const { refresh } = useRefresh();
  const again = (
    <Button icon="refresh" onClick={refresh}>
      {t("refresh")}
    </Button>
  );

  if (all > 0) {
    const count = filters + (searched ? 1 : 0);
    const hidden = format.number(all);
    return (
      <EmptyState title={words.noMatch} text={filters > 0 ? t("noMatch.text", { count, all: hidden }) : t("noMatch.textSearch", { all: hidden })}>
        <Button onClick={onClear}>{t(filters > 0 ? "noMatch.clear" : "noMatch.clearSearch")}</Button>
      </EmptyState>
    );
  }
  if (sync && isFirstReading(sync, scope, kind)) return <EmptyState title={words.reading} text={t("reading")} />;
  const shards = sync ? rowShards(sync, scope, kind) : [];
  const failures = sync && failuresIn(sync, kind, scope);
  if (failures && (failures.cache !== null || failures.accounts.length + failures.rows.length > 0)) {
    return (
      <EmptyState title={words.failed} text={t("notEmpty")}>
        {failureWords({ ...failures, details: [] }).map((sentence) => (
          <div key={sentence} className="t12 muted">
            {sentence}
          </div>
        ))}
        {again}
      </EmptyState>
    );
  }
  if (shards.some((shard) => shard.state === "throttled")) return <EmptyState title={t("throttled.title")} text={t("throttled.text")} />;
  if (!sync || shards.length === 0 || shards.some((shard) => shard.syncedAt === null)) {
    return (
      <EmptyState title={t("never.title")} text={t("never.text")}>
        {again}
      </EmptyState>
    );
  }
  // A filter or a search of a time when there was something to find.
  return (
    <EmptyState title={words.empty.title} text={words.empty.text}>
      {note}
      {filters > 0 || searched ? <Button onClick={onClear}>{t(filters > 0 ? "noMatch.clear" : "noMatch.clearSearch")}</Button> : again}
    </EmptyState>
  );
}
