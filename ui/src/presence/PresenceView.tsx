import { Suspense, lazy, useRef, useState } from "react";
import type { PresenceRow } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { LazyPopover } from "../components/LazyPopover";
import { Segmented } from "../components/Segmented";
import { useFormat } from "../format/useFormat";
import { FilterBar } from "../grid/FilterBar";
import { BAR_ROOM } from "../grid/sizes";
import { useSight } from "../grid/useSight";
import { useTranslation } from "../i18n/useTranslation";
import { ModeSwitch } from "../images/ModeSwitch";
import { SyncBand } from "../sync/SyncBand";
import { NothingShown } from "../sync/NothingShown";
import { useFirstReading } from "../sync/useFirstReading";
import { useOpen } from "../useOpen";
import { useStore } from "../useStore";
import { PLAIN, askedStore, changeAsked } from "./asked";
import { FailedCopy } from "./FailedCopy";
import { Legend } from "./Legend";
import { PickBar } from "./PickBar";
import { canPick, isOf, isReplaced, stillPicked, toggled, type Picked } from "./picked";
import { PresenceGrid } from "./PresenceGrid";
import { LINE_HEIGHT } from "./sizes";
import { usePresence } from "./usePresence";
import head from "../grid/ListHead.module.css";
import list from "../grid/ListPage.module.css";
import styles from "./Presence.module.css";

const CopyDialog = lazy(async () => ({ default: (await import("../spread/CopyDialog")).CopyDialog }));

/** Which images are in which region, and copying them to where they are missing. */
export default function PresenceView() {
  const { t } = useTranslation(["presence", "images"]);
  const format = useFormat();
  const open = useOpen();
  const asked = useStore(askedStore);
  const reading = useFirstReading("images");
  const scroller = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState(0);
  const [before, setPicked] = useState<Picked | null>(null);
  const [copying, setCopying] = useState<Picked | null>(null);
  const [failed, setFailed] = useState<{ row: PresenceRow; column: number; regionId: string; anchor: HTMLElement } | null>(null);
  const scrolling = useSight(scroller, total, before ? BAR_ROOM : 0, LINE_HEIGHT);
  const { data, error, refetch } = usePresence(scrolling.sight);
  if (data && data.total !== total) setTotal(data.total);

  const rows = data?.lines.flatMap((line) => (line.kind === "row" ? [line] : [])) ?? [];
  const picked = stillPicked(before, rows, data?.regions ?? []);
  const problem = error ? problemOf(error) : data?.rows === 0 ? data.problem : null;
  const isEmpty = !problem && data !== undefined && data.total === 0 && !((reading || data.loading) && data.of === 0);
  const focusGrid = () => scroller.current?.focus();
  const clear = () => {
    setPicked(null);
    focusGrid();
  };
  const act = (row: PresenceRow, column: number, cell: HTMLElement | null) => {
    const regionId = data?.regions[column];
    if (regionId === undefined) return;
    if (row.cells[column]?.is === "failed" && cell) setFailed(failed ? null : { row, column, regionId, anchor: cell });
    else if (canPick(row, row.cells[column])) setPicked(toggled(picked, row, regionId));
  };
  const failedCell = failed && rows.find((row) => row.accountId === failed.row.accountId && row.id === failed.row.id)?.cells[failed.column];
  const closeFailed = () => setFailed(null);

  return (
    <div className={list.page}>
      <section className={list.list} aria-label={t("images:title")}>
        <div className={head.head}>
          <h1 className={head.title}>{t("images:title")}</h1>
          {data && data.of > 0 && (
            <span className={head.count}>
              {data.rows < data.of
                ? t("countOf", { number: format.number(data.rows), all: format.number(data.of) })
                : t(asked.by === "family" ? "account.families" : "account.names", { count: data.of, number: format.number(data.of) })}
            </span>
          )}
          <ModeSwitch />
          <span className="grow" />
          <span className="sr-only" role="status">
            {picked && t("said", { name: picked.name, count: picked.regionIds.length, regions: format.list(picked.regionIds) })}
            {before && isReplaced(before, rows) && t("replaced", { name: before.name })}
          </span>
        </div>
        <FilterBar
          view={{ spec: askedStore, change: changeAsked }}
          filters={[
            {
              id: "incomplete",
              name: t("filter.name"),
              value: asked.incomplete ? t("filter.incomplete") : null,
              items: () => [
                { kind: "radio", id: "incomplete", label: t("filter.incomplete"), checked: asked.incomplete, onSelect: () => changeAsked({ incomplete: true }) },
              ],
              clear: () => changeAsked({ incomplete: false }),
            },
          ]}
          search={{ label: t("images:search.label"), placeholder: t("images:search.placeholder") }}
          onLeave={focusGrid}
          first={
            <div className={styles.by}>
              <Segmented
                label={t("by.label")}
                labelHidden
                value={asked.by}
                options={[
                  { value: "family", label: t("by.family") },
                  { value: "name", label: t("by.name") },
                ]}
                onChange={(by) => changeAsked({ by })}
              />
            </div>
          }
          tools={<Legend />}
        />
        <div>
          <SyncBand kind="images" />
        </div>
        <div className={list.rows}>
          <PresenceGrid
            scroller={scroller}
            scrolling={scrolling}
            window={data && (problem || isEmpty) ? { ...data, total: 0, lines: [] } : data}
            label={t("label")}
            by={asked.by}
            picked={picked}
            opened={failed}
            room={picked ? BAR_ROOM : 0}
            onAct={act}
            onClear={clear}
          />
          {problem && (
            <div className={list.over}>
              <div className={list.problem}>
                <CouldNotAsk title={t("images:failed")} problem={problem} onRetry={() => void refetch()} />
              </div>
            </div>
          )}
          {isEmpty && (
            <div className={list.over}>
              <NothingShown
                kind="images"
                words={{
                  noMatch: t("images:noMatch"),
                  empty: { title: t("images:empty.title"), text: t("empty") },
                  reading: t("images:reading"),
                  failed: t("images:failed"),
                }}
                filters={asked.incomplete ? 1 : 0}
                searched={asked.search.trim() !== ""}
                all={data.of}
                onClear={() => changeAsked({ incomplete: PLAIN.incomplete, search: PLAIN.search })}
              />
            </div>
          )}
          {picked && <PickBar picked={picked} onClear={clear} onCopy={() => setCopying(picked)} onLeave={focusGrid} />}
        </div>
      </section>
      {failed && failedCell?.is === "failed" && (
        <LazyPopover open anchor={{ current: failed.anchor }} label={t("failed.title")} width={372} returnTo={() => scroller.current} onClose={closeFailed}>
          <FailedCopy
            cell={failedCell}
            picked={isOf(picked, failed.row) && picked?.regionIds.includes(failed.regionId) === true}
            onPick={() => {
              closeFailed();
              setPicked(toggled(picked, failed.row, failed.regionId));
            }}
            onShow={() => open.imagesIn(failed.row.accountId, failed.regionId)}
            onRetried={closeFailed}
          />
        </LazyPopover>
      )}
      {copying && (
        <Suspense fallback={null}>
          <CopyDialog images={[copying.source.key]} regionIds={copying.regionIds} onStarted={() => setPicked(null)} onClose={() => setCopying(null)} />
        </Suspense>
      )}
    </div>
  );
}
