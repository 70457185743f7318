import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { rowsQuery } from "../backend/queries";
import { useStore } from "../useStore";
import { filtersStore, queryOf, scopeStore } from "./view";

/** How many snapshots match, and how many there are in the scope; undefined until it is known. */
export function useCounts(): { shown: number | undefined; all: number | undefined } {
  const query = queryOf(useStore(scopeStore), useStore(filtersStore));
  const { data } = useQuery({ ...rowsQuery(query, 0), placeholderData: keepPreviousData });
  return { shown: data?.total, all: data?.of };
}
