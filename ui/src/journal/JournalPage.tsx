import { Suspense, lazy, useEffect, useState, type CSSProperties } from "react";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { StatusShape } from "../components/Status";
import { panelWidth } from "../details/panelWidth";
import { useFormat } from "../format/useFormat";
import { FilterBar } from "../grid/FilterBar";
import { useTranslation } from "../i18n/useTranslation";
import head from "../grid/ListHead.module.css";
import styles from "../grid/ListPage.module.css";
import { ResultCount } from "../grid/ResultCount";
import { hasGone } from "../route";
import { createStore } from "../store";
import { useStore } from "../useStore";
import { EVERYTHING, ask, askedStore, openedStore, placeStore } from "./asked";
import { JournalExport } from "./JournalExport";
import { JournalList } from "./JournalList";
import { useJournal } from "./useJournal";
import { useJournalFilters } from "./useJournalFilters";

const SEARCHED = { spec: askedStore, change: ask };
const JournalDetails = lazy(() => import("./JournalDetails"));

/** Every request that changed something, newest first, and one of them in full. */
export default function JournalPage() {
  const { t } = useTranslation("journal");
  const { t: grid } = useTranslation("grid");
  const format = useFormat();
  const asked = useStore(askedStore);
  const opened = useStore(openedStore);
  const width = useStore(panelWidth);
  const filters = useJournalFilters(asked);
  const { lines, count, error, answered, hasMore, readMore, retry } = useJournal(asked);
  const [list] = useState(() => createStore<HTMLDivElement | null>(null));
  const focusList = () => list.get()?.focus();

  // Coming back leads to the entry that was left.
  useEffect(() => {
    if (hasGone() && placeStore.get().entry !== null) list.get()?.focus();
  }, [list]);

  const close = () => {
    openedStore.set(null);
    focusList();
  };

  const isEmpty = !error && lines?.length === 0;
  return (
    <div
      className={styles.page}
      data-details={opened !== null || undefined}
      style={width === null ? undefined : ({ "--details-width": `${width}px` } as CSSProperties)}
    >
      <section className={styles.list} aria-label={t("title")}>
        <div className={head.head}>
          <h1 className={head.title}>{t("title")}</h1>
          <ResultCount total={count?.shown} of={count?.all} question={answered} />
          <span className="grow" />
          <JournalExport filter={{ ...asked, search: asked.search.trim() }} />
        </div>
        <FilterBar
          view={SEARCHED}
          filters={filters}
          search={{ label: t("search.label"), placeholder: t("search.placeholder") }}
          onLeave={focusList}
        />
        <div>
          {error && lines && (
            <div className={styles.stale} role="alert">
              <StatusShape tone="warning" />
              <span className="trunc">{grid("stale")}</span>
              <Button variant="quiet" onClick={retry}>
                {grid("retry")}
              </Button>
            </div>
          )}
        </div>
        <div className={styles.rows}>
          <JournalList
            key={JSON.stringify(answered)}
            ref={(element) => list.set(element)}
            lines={lines ?? []}
            total={count?.shown ?? 0}
            search={answered.search.trim()}
            hasMore={hasMore}
            onMore={readMore}
          />
          {error && !lines && (
            <div className={styles.over}>
              <div className={styles.problem}>
                <CouldNotAsk title={t("failed")} problem={problemOf(error)} onRetry={retry} />
              </div>
            </div>
          )}
          {isEmpty && (
            <div className={styles.over}>
              {count?.all === 0 ? (
                <EmptyState title={t("empty.title")} text={t("empty.text")} />
              ) : (
                <EmptyState title={t("empty.noMatch")} text={t("empty.all", { count: count?.all ?? 0, number: format.number(count?.all ?? 0) })}>
                  <Button onClick={() => ask(EVERYTHING)}>{t("empty.clear")}</Button>
                </EmptyState>
              )}
            </div>
          )}
        </div>
      </section>
      {opened !== null && (
        <Suspense fallback={<aside className={styles.waiting} aria-label={grid("details")} />}>
          <JournalDetails id={opened} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
