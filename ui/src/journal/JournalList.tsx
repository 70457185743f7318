import { useQuery } from "@tanstack/react-query";
import { Fragment, useCallback, useEffect, useEffectEvent, useId, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type Ref } from "react";
import type { JournalLine } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { moved } from "../grid/moves";
import { drawnRows } from "../grid/sight";
import { useExtent } from "../grid/useExtent";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { openedStore, placeStore } from "./asked";
import { JournalRow } from "./JournalRow";
import { DAY, LINE, entryAt, placed, scrollTopFor } from "./placed";
import styles from "./JournalList.module.css";

/** Entries beyond the edges. */
const OVERSCAN = 8;
/** So many entries before the end the next ones are read. */
const AHEAD = 60;
const COLUMNS = ["time", "who", "where", "action", "target", "requestId", "outcome"] as const;

export interface JournalListProps {
  lines: readonly JournalLine[];
  /** How many there are, read or not. */
  total: number;
  search: string;
  hasMore: boolean;
  /** Reads on; null while it cannot. */
  onMore: (() => void) | null;
  ref?: Ref<HTMLDivElement>;
}

/** The entries, newest first, of which only those in sight exist. One tab stop; the focus is a row, and stays with it when entries come. */
export function JournalList({ lines, total, search, hasMore, onMore, ref }: JournalListProps) {
  const { t } = useTranslation("journal");
  const format = useFormat();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { top, seen, scrollTo } = useExtent(scroller);
  const opened = useStore(openedStore);
  const { data: accounts } = useQuery(accountsQuery);
  const today = format.date(useNow(30_000));
  const [entry, setEntry] = useState(() => placeStore.get().entry);
  const places = placed(lines, format.date);
  const { tops, first, height } = places;
  const focus = Math.max(0, lines.findIndex((line) => line.id === entry));
  const from = entryAt(tops, top);
  const to = entryAt(tops, top + seen);

  const restore = useEffectEvent(() => scrollTo(placeStore.get().scrollTop));
  useLayoutEffect(() => restore(), []);
  useEffect(() => {
    const element = scroller.current;
    const remember = () => placeStore.set((now) => ({ ...now, scrollTop: element?.scrollTop ?? 0 }));
    element?.addEventListener("scroll", remember, { passive: true });
    return () => element?.removeEventListener("scroll", remember);
  }, []);

  // What is in sight stays in its place when entries come in above it.
  const held = useRef<{ id: number; top: number } | null>(null);
  const hold = useEffectEvent(() => {
    const before = held.current;
    const index = before && top > 0 ? lines.findIndex((line) => line.id === before.id) : -1;
    const by = before && index >= 0 ? (tops[index] ?? 0) - before.top : 0;
    if (by !== 0) scrollTo(top + by);
    const line = lines[by === 0 ? from : index];
    held.current = line ? { id: line.id, top: tops[by === 0 ? from : index] ?? 0 } : null;
  });
  useLayoutEffect(() => hold(), [lines, from]);

  const more = useEffectEvent(() => onMore?.());
  const isWanted = onMore !== null && to >= lines.length - AHEAD;
  useEffect(() => {
    if (isWanted) more();
  }, [isWanted]);

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (typeof ref === "function") ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );

  const moveTo = (index: number) => {
    const line = lines[index];
    if (!line) return;
    placeStore.set((now) => ({ ...now, entry: line.id }));
    setEntry(line.id);
    scrollTo(scrollTopFor(places, index, top, seen));
  };
  const open = (index: number) => openedStore.set(lines[index]?.id ?? null);

  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]")?.dataset.row : undefined;
    if (row === undefined) return;
    moveTo(Number(row));
    open(Number(row));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(seen / LINE) - 1);
    const isModified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    // Home and End are about rows: there are no cells to go to.
    const next = isModified ? null : moved({ row: focus, column: 0 }, event.key, true, { rows: lines.length, columns: 1, page });
    if (next) moveTo(Math.max(0, next.row));
    else if (!isModified && (event.key === "Enter" || event.key === " ")) open(focus);
    else if (event.key === "Escape" && opened !== null) openedStore.set(null);
    else return;
    event.preventDefault();
  };

  const drawn = drawnRows({ first: from, last: to, shift: 0 }, from, OVERSCAN, lines.length, lines.length > 0 ? focus : -1);
  return (
    <div
      ref={attach}
      className={styles.list}
      style={{ "--line": `${LINE}px`, "--day": `${DAY}px` } as CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={t("label")}
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={lines.length > 0 ? `${id}-${focus}` : undefined}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className={styles.header} role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" className="trunc">
            {t(`columns.${column}`)}
          </span>
        ))}
      </div>
      {lines.length > 0 && (
        <div className={styles.body} role="rowgroup" style={{ height: height + (hasMore ? LINE : 0) }}>
          {drawn.map((index) => {
            const line = lines[index];
            if (!line) return null;
            const day = format.dayInYear(line.sentAt);
            return (
              <Fragment key={line.id}>
                {first[index] && (
                  <div className={styles.day} aria-hidden="true" style={{ top: (tops[index] ?? 0) - DAY }}>
                    {format.date(line.sentAt) === today ? t("today", { day }) : day}
                  </div>
                )}
                <JournalRow
                  id={`${id}-${index}`}
                  index={index}
                  top={tops[index] ?? 0}
                  line={line}
                  account={accounts?.find((account) => account.id === line.accountId)}
                  search={search}
                  opened={opened === line.id}
                  focused={focus === index}
                />
              </Fragment>
            );
          })}
          {hasMore && (
            <div className={styles.more} aria-hidden="true" style={{ top: height }}>
              {t("more")}
            </div>
          )}
        </div>
      )}
    </div>
  );
}
