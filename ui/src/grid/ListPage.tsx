import { Suspense, lazy, useEffect, useState, type CSSProperties, type ReactNode } from "react";
import type { ExportRows, ResourceKey } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import { Button } from "../components/Button";
import { visibleText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { IconButton } from "../components/IconButton";
import { LazyMenu } from "../components/LazyMenu";
import { StatusShape } from "../components/Status";
import { panelWidth } from "../details/panelWidth";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { hasGone } from "../route";
import { createStore, type Store } from "../store";
import { useScope } from "../useScope";
import { useStore } from "../useStore";
import { Grid } from "./Grid";
import { ListHead } from "./ListHead";
import { FilterBar } from "./FilterBar";
import { ColumnsMenu } from "./ColumnsMenu";
import { menuOf, type ActionDef } from "./actionDef";
import type { ColumnChoice } from "./columnChoice";
import type { ColumnDef } from "./columnDef";
import type { FilterDef } from "./filterDef";
import { rowText } from "./rowText";
import { SavedViews } from "./SavedViews";
import { BAR_ROOM } from "./sizes";
import { selectionOf, targetOfRow, useTarget, type Target } from "./target";
import { useCopy } from "./useCopy";
import { useSaid } from "./useSaid";
import { useScopedView } from "./useScopedView";
import type { Keyed, ViewHandle } from "./viewHandle";
import styles from "./ListPage.module.css";

const SelectionBar = lazy(async () => ({ default: (await import("./SelectionBar")).SelectionBar }));
const ExportDialog = lazy(() => import("../exports/ExportDialog"));

export interface ListWords {
  title: string;
  search: { label: string; placeholder: string };
  /** Over the reason when the rows cannot be read. */
  failed: string;
  copyId: string;
  copyIds: (count: number) => string;
}

export interface ListPageProps<Row extends Keyed> {
  view: ViewHandle<Row>;
  columns: readonly ColumnDef<Row>[];
  choice: Store<ColumnChoice>;
  filters: readonly FilterDef[];
  words: ListWords;
  nameOf: (row: Row) => string;
  /** What can be done with some rows, before what every list can do. */
  actions: (target: Target) => readonly ActionDef[];
  primary?: (target: Target) => ReactNode;
  /** Beside the number of rows. */
  note?: ReactNode;
  /** Other ways to look at the same. */
  mode?: ReactNode;
  /** Before the filters. */
  first?: ReactNode;
  marked: ReadonlySet<string>;
  band: ReactNode;
  /** In the place of rows when there are none. */
  nothing: (all: number) => ReactNode;
  details: (key: ResourceKey, onClose: () => void) => ReactNode;
  /** The number of rows is not known as long as this is true and there is none. */
  reading: boolean;
}

/** A list of one kind: head, filters, rows, and the details of one of them. */
export function ListPage<Row extends Keyed>(props: ListPageProps<Row>) {
  const { view, columns, choice, filters, words, actions, primary, note, mode, first, marked, band, nothing, details, reading } = props;
  const { nameOf: cloudName } = props;
  const nameOf = (row: Row) => visibleText(cloudName(row));
  const { t } = useTranslation("grid");
  const format = useFormat();
  const scope = useScope();
  useScopedView(view, scope);
  const shown = useStore(view.shown);
  const opened = useStore(view.opened);
  const width = useStore(panelWidth);
  const target = useTarget(view);
  // Not a state of this component: the list would be drawn twice when it comes up.
  const [grid] = useState(() => createStore<HTMLDivElement | null>(null));
  const focusGrid = () => grid.get()?.focus();
  const { said, say } = useSaid();
  const copy = useCopy(say);
  const [menu, setMenu] = useState<{ row: Row; at: { x: number; y: number }; column: ColumnDef<Row> | undefined } | null>(null);
  const [exporting, setExporting] = useState<ExportRows | null>(null);
  const { total, of = 0, problem, pages, selection } = shown;

  // Coming back leads to the row that was left.
  useEffect(() => {
    if (hasGone() && view.place.key !== null) grid.get()?.focus();
  }, [view, grid]);

  const close = () => {
    view.opened.set(null);
    focusGrid();
  };

  const actionsOf = (about: Target): ActionDef[] => {
    if (about.count === 0) return [];
    const { one } = about;
    return [
      ...actions(about),
      {
        id: "copyIds",
        label: about.count === 1 ? words.copyId : words.copyIds(about.count),
        icon: "copy",
        run: () => copy(one ? one.id : about.keys(about.count).then((keys) => keys.map((key) => key.id).join("\n"))),
      },
    ];
  };

  const exportAction = (rows: ExportRows): ActionDef => ({ id: "export", label: t("export"), icon: "export", run: () => setExporting(rows) });
  const meant: ExportRows = selection.count > 0 ? "selected" : "shown";
  const hasBar = selection.count > 1;
  const clear = () => {
    const { count, hidden } = selection;
    // Rows that are not shown go too: nobody sees their boxes change.
    if (hidden > 0) say(t("clearedHidden", { count, number: format.number(count), hidden: format.number(hidden) }));
    void view.select({ op: "clear" });
    focusGrid();
  };

  const menuItems = () => {
    if (!menu) return [];
    const { row, column } = menu;
    const index = [...pages.values()].flatMap((page) => page.rows).findIndex((each) => keyText(each.key) === keyText(row.key));
    const selected = index >= 0 && [...pages.values()].flatMap((page) => page.selected)[index] === true;
    const cell = column?.copy?.(row);
    return menuOf([
      ...actionsOf(targetOfRow(view, row.key, selected)),
      ...(selected ? [exportAction("selected")] : []),
      ...(cell && column ? [{ id: "copyCell", label: t("copyCell", { column: column.header }), icon: "copy" as const, run: () => copy(rowText(row, [column])) }] : []),
      { id: "copyRow", label: t("copyRow"), icon: "copy", run: () => copy(rowText(row, columns)) },
      { id: "details", label: t("openDetails"), icon: "info", run: () => view.opened.set(row.key) },
    ]);
  };

  const failed = problem !== null && (pages.size === 0 || total === 0);
  const isEmpty = !failed && total === 0 && !((reading || shown.loading) && of === 0);
  return (
    <div
      className={styles.page}
      data-details={opened !== null || undefined}
      style={width === null ? undefined : ({ "--details-width": `${width}px` } as CSSProperties)}
    >
      <section className={styles.list} aria-label={words.title}>
        <ListHead view={view} title={words.title} note={note} mode={mode} actions={[...actionsOf(target), exportAction(meant)]} said={said} onClear={clear} primary={primary?.(target)} />
        <FilterBar
          view={view}
          filters={filters}
          search={words.search}
          onLeave={focusGrid}
          first={first}
          tools={
            <>
              <SavedViews view={view} />
              <ColumnsMenu columns={columns} choice={choice} />
              <IconButton icon="export" label={t("export")} onClick={() => setExporting(meant)} />
            </>
          }
        />
        <div>
          {band}
          {problem !== null && !failed && (
            <div className={styles.stale} role="alert">
              <StatusShape tone="warning" />
              <span className="trunc">{t("stale")}</span>
              <Button variant="quiet" onClick={() => view.retry()}>
                {t("retry")}
              </Button>
            </div>
          )}
        </div>
        <div className={styles.rows}>
          <Grid
            ref={(element) => grid.set(element)}
            view={view}
            columns={columns}
            choice={choice}
            label={words.title}
            nameOf={nameOf}
            marked={marked}
            covered={failed || isEmpty}
            room={hasBar ? BAR_ROOM : 0}
            unknown={total === 0 && !isEmpty && !failed}
            onMenu={(row, at, column) => setMenu({ row, at, column })}
            onCopy={(row, which) => copy(rowText(row, which))}
            onClear={clear}
          />
          {failed && (
            <div className={styles.over}>
              <Suspense fallback={null}>
                <div className={styles.problem}>
                  <CouldNotAsk title={words.failed} problem={problem} onRetry={() => view.retry()} />
                </div>
              </Suspense>
            </div>
          )}
          {isEmpty && <div className={styles.over}>{nothing(of)}</div>}
          {hasBar && (
            <Suspense fallback={null}>
              <SelectionBar
                selection={selection}
                actions={[...actionsOf(selectionOf(view, selection.count)), exportAction("selected")]}
                onClear={clear}
                onLeave={focusGrid}
              />
            </Suspense>
          )}
        </div>
      </section>
      {opened && <Suspense fallback={<aside className={styles.waiting} aria-label={t("details")} />}>{details(opened, close)}</Suspense>}
      {exporting && (
        <Suspense fallback={null}>
          <ExportDialog view={view} rows={exporting} onClose={() => setExporting(null)} />
        </Suspense>
      )}
      {menu && (
        <LazyMenu
          open
          anchor={{ getBoundingClientRect: () => new DOMRect(menu.at.x, menu.at.y, 0, 0) }}
          label={t("rowActions", { name: nameOf(menu.row) })}
          items={menuItems()}
          returnTo={() => grid.get()}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
