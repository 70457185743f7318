import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SnapshotQuery, SnapshotRow } from "../backend/bindings/types";
import { PAGE_ROWS } from "../backend/pageRows";
import { rowsQuery } from "../backend/queries";

export interface FirstRows {
  /** The query whose rows are shown: the last one until the first rows of the next are there. */
  shown: SnapshotQuery;
  total: number | undefined;
  all: number | undefined;
  error: Error | null;
  retry: () => void;
}

/** The first page of a query, and how much there is. */
export function useFirstRows(query: SnapshotQuery): FirstRows {
  const [shown, setShown] = useState(query);
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...rowsQuery(query, 0), placeholderData: keepPreviousData });
  if (data && !isPlaceholderData && shown !== query) setShown(query);
  return { shown, total: data?.total, all: data?.of, error: data ? null : error, retry: () => void refetch() };
}

/** Gives the row at an index, or nothing while it is not loaded. */
export type RowAt = (index: number) => SnapshotRow | undefined;

/** The rows between two indexes, a page at a time. */
export function useRows(query: SnapshotQuery, first: number, last: number): RowAt {
  const from = Math.max(0, Math.floor(first / PAGE_ROWS));
  const to = Math.max(from, Math.floor(last / PAGE_ROWS));
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const windows = useQueries({ queries: pages.map((page) => rowsQuery(query, page)) });
  return (index) => windows[Math.floor(index / PAGE_ROWS) - from]?.data?.rows[index % PAGE_ROWS];
}
