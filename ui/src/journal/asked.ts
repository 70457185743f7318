import type { JournalFilter } from "../backend/bindings/types";
import { createStore } from "../store";

export const EVERYTHING: JournalFilter = { search: "", accountIds: [], actions: [], regionIds: [], outcomes: [], withinDays: null, from: null, to: null };

/** What is asked of the journal; it stays while other pages are shown. */
export const askedStore = createStore<JournalFilter>(EVERYTHING);

/** The entry whose details are open. */
export const openedStore = createStore<number | null>(null);

/** Where the person is in the list. */
export const placeStore = createStore<{ entry: number | null; scrollTop: number }>({ entry: null, scrollTop: 0 });

/** Asks something else, which is shown from its start. */
export function ask(change: Partial<JournalFilter>): void {
  placeStore.set({ entry: null, scrollTop: 0 });
  askedStore.set((now) => ({ ...now, ...change }));
}
