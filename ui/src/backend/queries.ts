import { QueryClient, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { accountList, accountRemoval, jobGet, jobList, keyringState, regionList, snapshotGet, snapshotWindow, supportReport, syncState } from "./bindings/commands";
import type { Change, ResourceKey, SnapshotQuery } from "./bindings/types";
import { PAGE_ROWS } from "./pageRows";

export const accountsQuery = queryOptions({ queryKey: ["accounts"], queryFn: accountList });
export const keyringQuery = queryOptions({ queryKey: ["keyring"], queryFn: keyringState });
export const syncQuery = queryOptions({ queryKey: ["sync"], queryFn: syncState });
export const jobsQuery = queryOptions({ queryKey: ["jobs"], queryFn: jobList });

export const jobQuery = (id: number) => queryOptions({ queryKey: ["jobs", id], queryFn: () => jobGet(id) });

/** The support report of now, made anew each time it is opened. */
export const supportReportQuery = (jobId: number | null) =>
  queryOptions({ queryKey: ["supportReport", jobId], queryFn: () => supportReport(jobId), staleTime: 0, gcTime: 0 });

/** What removing an account would stop: asked anew for every dialog, and again when a job moves. */
export const removalQuery = (accountId: string) =>
  queryOptions({ queryKey: ["jobs", "removal", accountId], queryFn: () => accountRemoval(accountId), staleTime: 0, gcTime: 0 });

export const regionsQuery = (accountId: string) =>
  queryOptions({ queryKey: ["regions", accountId], queryFn: () => regionList(accountId) });

export const snapshotQuery = (key: ResourceKey) =>
  queryOptions({ queryKey: ["snapshot", key], queryFn: () => snapshotGet(key), placeholderData: keepPreviousData });

/** One page of rows. A refresh keeps the old rows until the new ones are there. */
export const rowsQuery = (query: SnapshotQuery, page: number) =>
  queryOptions({
    queryKey: ["snapshots", query, page],
    queryFn: () => snapshotWindow(query, page * PAGE_ROWS, PAGE_ROWS),
    gcTime: 60_000,
  });

/** Nothing is asked again by itself: the core says what has changed. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });

/** Asks again for what a change has touched. */
export function invalidate(client: QueryClient, change: Change): void {
  const again = (...queryKey: unknown[]) => void client.invalidateQueries({ queryKey });
  switch (change.kind) {
    case "everything":
      void client.invalidateQueries();
      break;
    case "accounts":
      for (const key of ["accounts", "regions", "keyring", "snapshots", "sync"]) again(key);
      break;
    case "inventory":
      again("snapshots");
      again("snapshot");
      break;
    case "sync":
      again("sync");
      again("regions");
      break;
    case "job":
      again("jobs");
      break;
    default:
      change satisfies never;
  }
}
