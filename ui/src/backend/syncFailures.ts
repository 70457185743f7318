import type { AccountFailure, Problem, SnapshotScope, SyncShard, SyncState } from "./bindings/types";

/** What could not be asked. */
export interface SyncFailures {
  /** Why the local list cannot be used. */
  cache: Problem | null;
  accounts: readonly AccountFailure[];
  /** Regions whose snapshots could not be read. */
  regions: readonly SyncShard[];
  /** Regions whose disks or instances could not be read. */
  details: readonly SyncShard[];
}

const EVERYWHERE: SnapshotScope = { accountIds: [], regionIds: [] };

const within = (ids: readonly string[], id: string) => ids.length === 0 || ids.includes(id);

/** The shards of a scope. */
export const shardsIn = (sync: SyncState, scope: SnapshotScope): SyncShard[] =>
  sync.shards.filter((shard) => within(scope.accountIds, shard.accountId) && within(scope.regionIds, shard.regionId));

/** What of a scope could not be asked. */
export function failuresIn(sync: SyncState, scope: SnapshotScope = EVERYWHERE): SyncFailures {
  const failed = shardsIn(sync, scope).filter((shard) => shard.state === "failed");
  return {
    cache: sync.cache,
    accounts: sync.accounts.filter((account) => within(scope.accountIds, account.accountId)),
    regions: failed.filter((shard) => shard.kind === "snapshots"),
    details: failed.filter((shard) => shard.kind !== "snapshots"),
  };
}

export const hasFailures = ({ cache, accounts, regions, details }: SyncFailures): boolean =>
  cache !== null || accounts.length + regions.length + details.length > 0;
