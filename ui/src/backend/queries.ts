import { QueryClient, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  accountList,
  accountRemoval,
  addressBookList,
  exportList,
  imageGet,
  instanceGet,
  inventoryCounts,
  jobGet,
  jobList,
  keyringState,
  kmsKeyList,
  proofGet,
  regionList,
  resourceGroupList,
  snapshotGet,
  supportReport,
  syncState,
  viewSavedList,
} from "./bindings/commands";
import type { Change, ResourceKey, RowKind } from "./bindings/types";

export const accountsQuery = queryOptions({ queryKey: ["accounts"], queryFn: accountList });
/** Accounts of others, by name. */
export const addressBookQuery = queryOptions({ queryKey: ["addressBook"], queryFn: addressBookList });
export const keyringQuery = queryOptions({ queryKey: ["keyring"], queryFn: keyringState });
export const syncQuery = queryOptions({ queryKey: ["sync"], queryFn: syncState });
export const jobsQuery = queryOptions({ queryKey: ["jobs"], queryFn: jobList });

/** Files that are being written, and the last that were. */
export const exportsQuery = queryOptions({ queryKey: ["exports"], queryFn: exportList });

export const jobQuery = (id: number) => queryOptions({ queryKey: ["jobs", id], queryFn: () => jobGet(id) });

/** The proof that a step of a job has made. */
export const proofQuery = (jobId: number, position: number) => queryOptions({ queryKey: ["jobs", jobId, "proof", position], queryFn: () => proofGet(jobId, position) });

/** The support report of now, made anew each time it is opened. */
export const supportReportQuery = (jobId: number | null) =>
  queryOptions({ queryKey: ["supportReport", jobId], queryFn: () => supportReport(jobId), staleTime: 0, gcTime: 0 });

/** What removing an account would stop: asked anew for every dialog, and again when a job moves. */
export const removalQuery = (accountId: string) =>
  queryOptions({ queryKey: ["jobs", "removal", accountId], queryFn: () => accountRemoval(accountId), staleTime: 0, gcTime: 0 });

export const regionsQuery = (accountId: string) =>
  queryOptions({ queryKey: ["regions", accountId], queryFn: () => regionList(accountId) });

/** The KMS keys of a region that have an alias. Asked for anew by each dialog: keys come and go elsewhere. */
export const kmsKeysQuery = (accountId: string, regionId: string) =>
  queryOptions({ queryKey: ["kmsKeys", accountId, regionId], queryFn: () => kmsKeyList(accountId, regionId), staleTime: 60_000 });

/** Resource groups of an account. They change seldom; the cloud is asked again by whoever opens the list of them much later. */
export const resourceGroupsQuery = (accountId: string) =>
  queryOptions({ queryKey: ["resourceGroups", accountId], queryFn: () => resourceGroupList(accountId), staleTime: 300_000 });

export const snapshotQuery = (key: ResourceKey) =>
  queryOptions({ queryKey: ["snapshot", key], queryFn: () => snapshotGet(key), placeholderData: keepPreviousData });

export const imageQuery = (key: ResourceKey) =>
  queryOptions({ queryKey: ["image", key], queryFn: () => imageGet(key), placeholderData: keepPreviousData });

export const instanceQuery = (key: ResourceKey) =>
  queryOptions({ queryKey: ["instance", key], queryFn: () => instanceGet(key), placeholderData: keepPreviousData });

/** How many rows there are of each kind, whatever is filtered. */
export const countsQuery = queryOptions({ queryKey: ["counts"], queryFn: inventoryCounts });

/** Questions that were kept by name. */
export const savedViewsQuery = (kind: RowKind) => queryOptions({ queryKey: ["savedViews", kind], queryFn: () => viewSavedList(kind) });

/** Nothing is asked again by itself: the core says what has changed. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
      // What was sent may hold a secret: it is not kept for later.
      mutations: { networkMode: "always", gcTime: 1_000 },
    },
  });

/** What a change has touched; `null` for everything. */
function touched(change: Change): string[] | null {
  switch (change.kind) {
    case "everything":
      return null;
    case "accounts":
      return ["accounts", "regions", "resourceGroups", "keyring", "storage", "sync", "counts", "snapshot", "image", "instance", "image-source", "presence"];
    case "inventory":
      // The details of each kind tell of the others.
      return ["counts", "snapshot", "image", "instance", "image-source", "presence"];
    case "sync":
      // Also which regions could not be asked.
      return ["sync", "presence"];
    case "preferences":
      // Also which snapshots are hidden.
      return ["preferences", "counts", "storage"];
    case "addressBook":
      return ["addressBook"];
    case "export":
      return ["exports"];
    case "journal":
      return ["journal"];
    case "job":
      return ["jobs", "presence"];
    default:
      return change satisfies never;
  }
}

/** Asks again for what a change has touched. What is being asked is not asked a second time meanwhile. */
export async function invalidate(client: QueryClient, change: Change): Promise<void> {
  const keys = touched(change);
  const options = { cancelRefetch: false };
  if (keys === null) await client.invalidateQueries({}, options);
  else await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] }, options)));
}
