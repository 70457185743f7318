import type { AccountFailure, Problem, RowKind, Scope, ShardKind, SyncShard, SyncState } from "../backend/bindings/types";
import { EVERYWHERE } from "../scope";

/** What could not be asked. */
export interface SyncFailures {
  /** Why the local list cannot be used. */
  cache: Problem | null;
  accounts: readonly AccountFailure[];
  /** Regions whose rows could not be read. */
  rows: readonly SyncShard[];
  /** Regions of which something beside the rows could not be read: names, disks. */
  details: readonly SyncShard[];
}

/** What the rows of a kind are listed by. */
const ROWS: Record<RowKind, readonly ShardKind[]> = {
  snapshots: ["snapshots"],
  images: ["images", "sharedImages"],
  instances: ["instances"],
};

/** What adds to them. */
const DETAILS: Record<RowKind, readonly ShardKind[]> = {
  snapshots: ["disks", "instances"],
  images: ["instances"],
  instances: ["disks", "images"],
};

const within = (ids: readonly string[], id: string) => ids.length === 0 || ids.includes(id);

/** The shards of a scope. */
const shardsIn = (sync: SyncState, scope: Scope): SyncShard[] =>
  sync.shards.filter((shard) => within(scope.accountIds, shard.accountId) && within(scope.regionIds, shard.regionId));

/** The shards that list the rows of a kind. */
export const rowShards = (sync: SyncState, scope: Scope, kind: RowKind): SyncShard[] =>
  shardsIn(sync, scope).filter((shard) => ROWS[kind].includes(shard.kind));

/** Whether rows of a scope are being read that were never read before. Reading them again, or waiting to, is not that. */
export function isFirstReading(sync: SyncState, scope: Scope, kind: RowKind): boolean {
  const shards = rowShards(sync, scope, kind);
  return sync.running && (shards.length === 0 || shards.some(({ state, syncedAt: at }) => at === null && (state === "loading" || state === "never")));
}

/** What of a scope could not be asked, for a page about one kind. */
export function failuresIn(sync: SyncState, kind: RowKind, scope: Scope = EVERYWHERE): SyncFailures {
  const failed = shardsIn(sync, scope).filter((shard) => shard.state === "failed");
  return {
    cache: sync.cache,
    accounts: sync.accounts.filter((account) => within(scope.accountIds, account.accountId)),
    rows: failed.filter((shard) => ROWS[kind].includes(shard.kind)),
    details: failed.filter((shard) => DETAILS[kind].includes(shard.kind)),
  };
}

/** Everything that could not be asked, whatever it lists. */
export function allFailures(sync: SyncState): SyncFailures {
  const failed = sync.shards.filter((shard) => shard.state === "failed");
  return { cache: sync.cache, accounts: sync.accounts, rows: failed, details: [] };
}

export const hasFailures = ({ cache, accounts, rows, details }: SyncFailures): boolean =>
  cache !== null || accounts.length + rows.length + details.length > 0;

/** Places, an account's region each, whatever is listed there. */
export const placesOf = (shards: readonly Pick<SyncShard, "accountId" | "regionId">[]): number =>
  new Set(shards.map((shard) => `${shard.accountId}/${shard.regionId}`)).size;

/** When the stalest of some shards was read; null when one was never. */
export const syncedAt = (shards: readonly SyncShard[]): number | null =>
  shards.length === 0 ? null : shards.reduce<number | null>((oldest, shard) => (oldest === null || shard.syncedAt === null ? null : Math.min(oldest, shard.syncedAt)), Infinity);
