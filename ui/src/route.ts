import type { ComparedWith, ResourceKey } from "./backend/bindings/types";
import { createStore } from "./store";
import { useStore } from "./useStore";

/** A page of the window. Plain data: what can be written down comes back after a reload. */
export type Route =
  | { page: "snapshots" }
  | { page: "images" }
  | { page: "instances" }
  | { page: "image"; key: ResourceKey }
  /** Instances of an image; `like` is the id of the instance that they are to be identical to. */
  | { page: "launch"; key: ResourceKey; like: string | null }
  /** Snapshots to be made of an instance. */
  | { page: "snapshotOrder"; key: ResourceKey }
  /** What one instance is to become. */
  | { page: "change"; key: ResourceKey }
  /** Another operating system for instances of one account and region; `imageId` is the image that is proposed. */
  | { page: "replace"; accountId: string; regionId: string; instanceIds: readonly string[]; imageId: string | null }
  /** Images and snapshots of one account that may be deleted. */
  | { page: "delete"; images: readonly ResourceKey[]; snapshots: readonly ResourceKey[] }
  /** The report of the check of an image. */
  | { page: "imageCheck"; key: ResourceKey }
  /** An image beside another one or an instance. */
  | { page: "compare"; key: ResourceKey; other: ComparedWith }
  /** Images of an account that a rule may delete; no account means that it is picked there. */
  | { page: "deleteByRule"; accountIds: readonly string[]; regionIds: readonly string[]; resourceGroupIds: readonly string[] }
  | { page: "jobs" }
  | { page: "job"; id: number }
  | { page: "recipes" }
  | { page: "journal" }
  | { page: "settings"; section: SettingsSection }
  | { page: "welcome" };

/** Accounts and the address book are pages of their own; the others are parts of one. */
export const SETTINGS_SECTIONS = ["general", "accounts", "addressBook", "notifications", "network", "budget", "storage", "about"] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

interface History {
  /** Pages that were shown, oldest first. */
  entries: readonly Route[];
  at: number;
}

/** So many pages can be gone back. */
const KEPT = 50;
const START: Route = { page: "snapshots" };
const history = createStore<History>({ entries: [START], at: 0 });

const current = () => history.get().entries[history.get().at] ?? START;
const route = { ...history, get: current };

export const useRoute = () => useStore(route);
export const currentRoute = current;
export const historyStore = history;

let gone = false;

/** Whether another page than the first has been asked for. */
export const hasGone = () => gone;

const same = (a: Route, b: Route) => JSON.stringify(a) === JSON.stringify(b);

/** Shows another page; it can be gone back from. Lists keep their place. */
export function go(next: Route): void {
  gone = true;
  if (same(current(), next)) return;
  history.set(({ entries, at }) => {
    const kept = [...entries.slice(0, at + 1), next].slice(-KEPT);
    return { entries: kept, at: kept.length - 1 };
  });
}

/** Shows the page that an answer leads to, unless the person has left the page that asked. */
export function goFrom(asked: Route, next: Route): void {
  if (same(current(), asked)) go(next);
}

function step(by: number): void {
  gone = true;
  history.set((now) => (now.entries[now.at + by] ? { ...now, at: now.at + by } : now));
}

/** Leaves a page for the one before it; for `otherwise` when it was the first. */
export function leave(otherwise: Route): void {
  if (history.get().at > 0) step(-1);
  else go(otherwise);
}

export const back = () => step(-1);
export const forward = () => step(1);
