import { queryOptions } from "@tanstack/react-query";
import { apiBudget, connectionTest, licencesText, preferencesGet, storageInfo } from "../backend/bindings/commands";

/** Calls of the last minute, while they are looked at. */
const BUDGET_EVERY = 2_000;

/** How much is hidden changes with every reading: asked anew by each page that shows it. */
export const preferencesQuery = queryOptions({ queryKey: ["preferences"], queryFn: preferencesGet, staleTime: 0 });

/** How many snapshots no list shows because of their names: asked again with the numbers of those that are shown. */
export const hiddenQuery = queryOptions({ queryKey: ["counts", "hiddenByName"], queryFn: preferencesGet, select: ({ hiddenSnapshots }) => hiddenSnapshots });

export const budgetQuery = queryOptions({ queryKey: ["budget"], queryFn: apiBudget, staleTime: 0, refetchInterval: BUDGET_EVERY });

export const storageQuery = queryOptions({ queryKey: ["storage"], queryFn: storageInfo, staleTime: 0 });

/** The connection as it is set. Tested when a person asks; the answer is there when the page is shown again. */
export const connectionQuery = queryOptions({ queryKey: ["connection"], queryFn: () => connectionTest(null, null), enabled: false, gcTime: Infinity });

/** Long, and seldom read: forgotten when it is closed. */
export const licencesQuery = queryOptions({ queryKey: ["licences"], queryFn: licencesText, gcTime: 0 });
