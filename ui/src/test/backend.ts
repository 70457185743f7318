import type { Account, Change, Problem, ProblemCode, ResourceKey, SyncState } from "../backend/bindings/types";
import { accounts, practice, regions, resourceGroups } from "./fixtures/accounts";
import { detailOf } from "./fixtures/detail";
import { imageDetailOf, images } from "./fixtures/images";
import { instanceDetailOf, instances } from "./fixtures/instances";
import { jobs } from "./fixtures/jobs";
import { rows } from "./fixtures/rows";
import { partly, reading, synced } from "./fixtures/sync";
import { createViewsBackend, type World } from "./viewsBackend";

/** A command of the made-up shell. Throw a Problem to refuse. */
export type Handler = (args: never) => unknown;

export const problem = (code: ProblemCode, more: Partial<Problem> = {}): Problem => ({ code, field: null, params: {}, provider: null, ...more });

/** Which world the preview shows: `?state=empty`, `partly`, `reading`, `welcome`, `practice`, `recipe`. */
export const state = new URLSearchParams(location.search).get("state") ?? "plain";

let known = state === "welcome" ? [] : state === "practice" ? [practice] : accounts;
let chosen = new Map<string, string[]>();
const syncs: Record<string, SyncState> = { partly, reading };

const nothing: World = { snapshots: [], images: [], instances: [] };
const everything: World = { snapshots: rows, images, instances };
let world = state === "empty" || state === "reading" ? nothing : everything;
let views = createViewsBackend(() => world, () => {
  throw problem("notFound");
});

/** Puts other rows into the made-up world, and tells of it. */
export function setWorld(change: Partial<World>): void {
  world = { ...world, ...change };
  const revision = views.grow();
  for (const kind of Object.keys(change) as (keyof World)[]) emit({ kind: "inventory", rows: kind, revision });
}

/** The core forgets every view, as after a restart. */
export const forgetViews = () => views.forget();

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
  resource_group_list: ({ accountId }: { accountId: string }) => ({ groups: resourceGroups[accountId] ?? [], problem: null }),
  sync_start: () => undefined,
  sync_state: () => syncs[state] ?? synced,
  ...views.commands,
  snapshot_get: ({ key }: { key: ResourceKey }) => {
    const detail = detailOf(key);
    if (!detail) throw problem("snapshotGone", { params: { snapshotId: key.id } });
    return detail;
  },
  image_get: ({ key }: { key: ResourceKey }) => {
    const detail = imageDetailOf(key);
    if (!detail) throw problem("notFound");
    return detail;
  },
  instance_get: ({ key }: { key: ResourceKey }) => {
    const detail = instanceDetailOf(key);
    if (!detail) throw problem("notFound");
    return detail;
  },
  job_list: () => jobs,
  export_list: () => [],
};

export const backend: Record<string, Handler> = { ...standard };

/** Adds commands of other pages. */
export function extendBackend(more: Record<string, Handler>): void {
  Object.assign(standard, more);
  Object.assign(backend, more);
}

export function resetBackend(): void {
  known = accounts;
  world = everything;
  views = createViewsBackend(() => world, () => {
    throw problem("notFound");
  });
  Object.assign(standard, views.commands);
  chosen = new Map();
  for (const name of Object.keys(backend)) if (!(name in standard)) Reflect.deleteProperty(backend, name);
  Object.assign(backend, standard);
}

const listeners = new Set<{ event: string; hear: (payload: unknown) => void }>();

/** Tells the pages of an event, as the shell does. */
export function tell(event: string, payload: unknown): void {
  for (const listener of listeners) if (listener.event === event) listener.hear(payload);
}

/** Tells the pages of a change, as the core does. */
export const emit = (change: Change): void => tell("change", change);

export function listenTo(event: string, hear: (payload: unknown) => void): () => void {
  const listener = { event, hear };
  listeners.add(listener);
  return () => listeners.delete(listener);
}
