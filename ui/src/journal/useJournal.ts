import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { JournalFilter } from "../backend/bindings/types";
import { journalQuery } from "./queries";

/** The entries that match as far as they are read, and how many there are. */
export function useJournal(filter: JournalFilter) {
  const { data, error, isPlaceholderData, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(journalQuery({ ...filter, search: filter.search.trim() }));
  // What the entries answer: those of the question before stay until the next ones are there.
  const [answered, setAnswered] = useState(filter);
  if (!isPlaceholderData && answered !== filter) setAnswered(filter);
  return {
    lines: data?.pages.flatMap((page) => page.lines),
    count: data?.pages[0]?.count ?? undefined,
    error,
    answered,
    hasMore: hasNextPage,
    /** Reads on; null while something is being read, which it would break off, and after a failure. */
    readMore: hasNextPage && !isFetching && !error ? () => void fetchNextPage() : null,
    retry: () => void refetch(),
  };
}
