import type { Problem, ShardKind, SyncShard } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";

/** Shards of an account that could not be asked for the same reason. */
export interface FailureGroup {
  id: string;
  /** The first of them. */
  shard: SyncShard;
  /** Its problem; the answer of the cloud is that of the first. */
  problem: Problem;
  /** Everything that was refused, as the API names it. */
  actions: readonly string[];
  /** Regions in which the same kinds could not be asked. */
  places: readonly { kinds: readonly ShardKind[]; regionIds: readonly string[] }[];
}

/** The order in which kinds are named. */
const KINDS: readonly ShardKind[] = ["snapshots", "images", "sharedImages", "instances", "disks"];

/** What makes two problems the same to a person: the code, what is known of the reason, the service that refused, and its words where they are the reason. */
const reasonOf = ({ code, field, params, provider }: Problem): string =>
  [code, field, params.reason, params.operation, params.host, params.parameter, params.action?.split(":")[0], provider?.code, code === "refused" && provider?.message].join("|");

function grouped<T>(all: Iterable<T>, by: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups];
}

/** One group for each reason of each account, instead of one for each kind in each region. */
export function groupFailures(shards: readonly SyncShard[]): FailureGroup[] {
  const groups = grouped(shards, (shard) => `${shard.accountId}|${reasonOf(shard.problem ?? problemOf(null))}`);
  return groups.flatMap(([id, [first, ...others]]) => {
    if (!first) return [];
    const all = [first, ...others];
    const regions = grouped(all, (shard) => shard.regionId);
    const kindsOf = (of: readonly SyncShard[]) => KINDS.filter((kind) => of.some((shard) => shard.kind === kind));
    const places = grouped(regions, ([, of]) => kindsOf(of).join());
    return [
      {
        id,
        shard: first,
        problem: first.problem ?? problemOf(null),
        actions: [...new Set(all.flatMap(({ problem }) => problem?.params.action ?? []))],
        places: places.map(([, alike]) => ({ kinds: kindsOf(alike[0]?.[1] ?? []), regionIds: alike.map(([regionId]) => regionId) })),
      },
    ];
  });
}
