import type { Account, Change, Problem, ProblemCode, ResourceKey, SnapshotQuery, SnapshotRow, SnapshotWindow, SyncState } from "../backend/bindings/types";
import { accounts, practice, regions } from "./fixtures/accounts";
import { detailOf } from "./fixtures/detail";
import { jobs } from "./fixtures/jobs";
import { rows } from "./fixtures/rows";
import { partly, reading, synced } from "./fixtures/sync";
import { DAY, NOW } from "./now";

/** A command of the made-up shell. Throw a Problem to refuse. */
export type Handler = (args: never) => unknown;

export const problem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({ code, field: null, params: {}, provider: null, ...more });

/** Which world the preview shows: `?state=empty`, `partly`, `reading`, `welcome`, `practice`. */
export const state = new URLSearchParams(location.search).get("state") ?? "plain";

let known = state === "welcome" ? [] : state === "practice" ? [practice] : accounts;
let chosen = new Map<string, string[]>();
const syncs: Record<string, SyncState> = { partly, reading };

const within = (row: SnapshotRow, query: SnapshotQuery): boolean => {
  const words = query.search.trim().toLowerCase();
  const text = [row.name, row.key.id, row.sourceDiskId, row.instanceId ?? "", row.instanceName ?? ""].join("\n").toLowerCase();
  return (
    text.includes(words) &&
    (query.status.length === 0 || query.status.includes(row.status)) &&
    (query.diskType === null || query.diskType === row.diskType) &&
    (query.createdWithinDays === null || (row.createdAt ?? 0) >= NOW - query.createdWithinDays * DAY) &&
    (query.encrypted === null || query.encrypted === row.encrypted) &&
    (query.automatic === null || query.automatic === row.automatic) &&
    !(query.hideAgentless && row.name.startsWith("SAS_Agentless"))
  );
};

const VALUES: Record<string, (row: SnapshotRow) => string | number> = {
  status: (row) => row.status,
  name: (row) => row.name,
  id: (row) => row.key.id,
  diskType: (row) => row.diskType,
  instance: (row) => row.instanceName ?? "",
  size: (row) => row.sizeGib ?? 0,
  createdAt: (row) => row.createdAt ?? 0,
  region: (row) => row.key.regionId,
  account: (row) => row.key.accountId,
};

function ordered(found: SnapshotRow[], { column, descending }: SnapshotQuery["sort"]): SnapshotRow[] {
  if (column === "createdAt") return descending ? found : found.toReversed();
  const value = VALUES[column] ?? (() => "");
  const sign = descending ? -1 : 1;
  return found.toSorted((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
}

function window(query: SnapshotQuery, offset: number, limit: number): SnapshotWindow {
  const { accountIds, regionIds } = query.scope;
  const inScope =
    state === "empty" || state === "reading"
      ? []
      : rows.filter(
          ({ key }) =>
            (accountIds.length === 0 || accountIds.includes(key.accountId)) && (regionIds.length === 0 || regionIds.includes(key.regionId)),
        );
  const found = ordered(
    inScope.filter((row) => within(row, query)),
    query.sort,
  );
  return { revision: 1, total: found.length, of: inScope.length, offset, rows: found.slice(offset, offset + limit) };
}

/** Gives an account of the made-up world other values, as the core does. */
export function changeAccount(accountId: string, change: Partial<Account>): Account {
  const before = known.find((account) => account.id === accountId);
  if (!before) throw problem("notFound", { params: { accountId } });
  const changed = { ...before, ...change };
  known = known.map((account) => (account.id === accountId ? changed : account));
  emit({ kind: "accounts" });
  return changed;
}

/** Every command. A test may put another handler in its place; `resetBackend` puts all back. */
const standard: Record<string, Handler> = {
  account_list: () => known,
  keyring_state: () => ({ ready: true, problem: null }),
  practice_open: () => {
    known = [...known, practice];
    emit({ kind: "accounts" });
    return practice;
  },
  practice_close: () => {
    known = known.filter((account) => account.kind !== "practice");
    emit({ kind: "accounts" });
  },
  region_list: ({ accountId }: { accountId: string }) => {
    const ids = chosen.get(accountId);
    return ids ? regions.map((region) => ({ ...region, chosen: ids.includes(region.regionId) })) : regions;
  },
  region_choose: ({ accountId, regionIds }: { accountId: string; regionIds: string[] }) => {
    chosen.set(accountId, regionIds);
    emit({ kind: "sync" });
  },
  sync_start: () => undefined,
  sync_state: () => syncs[state] ?? synced,
  snapshot_window: ({ query, offset, limit }: { query: SnapshotQuery; offset: number; limit: number }) => window(query, offset, limit),
  snapshot_get: ({ key }: { key: ResourceKey }) => {
    const detail = detailOf(key);
    if (!detail) throw problem("snapshotGone", { params: { snapshotId: key.id } });
    return detail;
  },
  job_list: () => jobs,
};

export const backend: Record<string, Handler> = { ...standard };

/** Adds commands of other pages. */
export function extendBackend(more: Record<string, Handler>): void {
  Object.assign(standard, more);
  Object.assign(backend, more);
}

export function resetBackend(): void {
  known = accounts;
  chosen = new Map();
  for (const name of Object.keys(backend)) if (!(name in standard)) Reflect.deleteProperty(backend, name);
  Object.assign(backend, standard);
}

const listeners = new Set<(change: Change) => void>();

/** Tells the pages of a change, as the core does. */
export function emit(change: Change): void {
  for (const listener of listeners) listener(change);
}

export function listenTo(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
