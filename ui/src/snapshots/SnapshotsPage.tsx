import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SnapshotRow } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { snapshotQuery, syncQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { useStore } from "../useStore";
import { FailedRegions } from "./FailedRegions";
import { FilterBar } from "./FilterBar";
import { NothingShown } from "./NothingShown";
import { PageHead } from "./PageHead";
import { RowMenu } from "./RowMenu";
import { SnapshotGrid } from "./SnapshotGrid";
import { useCreateImage } from "./useCreateImage";
import { useFirstRows } from "./useRows";
import { filtersStore, keyText, openedStore, queryOf, scopeStore } from "./view";
import styles from "./SnapshotsPage.module.css";

const loadDetails = () => import("./DetailsPanel");
const DetailsPanel = lazy(loadDetails);

/** Every snapshot of every account and region in one list. */
export function SnapshotsPage() {
  const { t } = useTranslation("snapshots");
  const creating = useCreateImage();
  const scope = useStore(scopeStore);
  const filters = useStore(filtersStore);
  const opened = useStore(openedStore);
  const query = useMemo(() => queryOf(scope, filters), [scope, filters]);
  const { shown, total: matching, all, error, retry } = useFirstRows(query);
  const { data: running = false } = useQuery({ ...syncQuery, select: (sync) => sync.running });
  // While the first rows are being read, no row yet does not mean that there is none.
  const total = running && all === 0 ? undefined : matching;
  const [menu, setMenu] = useState<{ row: SnapshotRow; at: { x: number; y: number } } | null>(null);
  const detail = useQuery({ ...(opened ? snapshotQuery(opened) : snapshotQuery(NOBODY)), enabled: opened !== null });
  const moment = useMemo(
    () => new Set(opened && detail.data && !detail.isPlaceholderData ? detail.data.sameMoment.map(keyText) : []),
    [opened, detail.data, detail.isPlaceholderData],
  );

  useEffect(() => {
    const timer = setTimeout(() => void loadDetails(), 600);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div className={styles.page} data-details={opened !== null || undefined}>
      <section className={styles.list} aria-label={t("title")}>
        <PageHead shown={total} all={all} creating={creating} />
        <FilterBar />
        <FailedRegions />
        <SnapshotGrid
          query={shown}
          total={total}
          moment={moment}
          onMenu={(row, at) => setMenu({ row, at })}
          {...(error
            ? {
                instead: (
                  <Suspense fallback={null}>
                    <div className={styles.problem}>
                      <CouldNotAsk title={t("failed.title")} problem={problemOf(error)} onRetry={retry} />
                    </div>
                  </Suspense>
                ),
              }
            : total === 0
              ? { instead: <NothingShown all={all ?? 0} /> }
              : {})}
        />
      </section>
      {opened && (
        <Suspense fallback={<aside className={styles.waiting} aria-label={t("details.label")} />}>
          <DetailsPanel key={keyText(opened)} snapshotKey={opened} onClose={closeDetails} />
        </Suspense>
      )}
      {menu && <RowMenu row={menu.row} at={menu.at} creating={creating} onClose={() => setMenu(null)} />}
    </div>
  );
}

/** Back to the row that the details were of. */
function closeDetails() {
  openedStore.set(null);
  document.querySelector<HTMLElement>("[role=grid]")?.focus();
}

const NOBODY = { accountId: "", regionId: "", id: "" };
