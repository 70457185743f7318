import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { journalGet, journalPage, journalValues } from "../backend/bindings/commands";
import type { JournalFilter } from "../backend/bindings/types";

/** The entries of the journal that match, newest first, page by page. */
export const journalQuery = (filter: JournalFilter) =>
  infiniteQueryOptions({
    queryKey: ["journal", "page", filter],
    queryFn: ({ pageParam }) => journalPage(filter, pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const journalEntryQuery = (id: number) => queryOptions({ queryKey: ["journal", "entry", id], queryFn: () => journalGet(id), placeholderData: keepPreviousData });

/** What the journal can be filtered by: asked anew each time its page is shown. */
export const journalValuesQuery = queryOptions({ queryKey: ["journalValues"], queryFn: journalValues, staleTime: 0 });
