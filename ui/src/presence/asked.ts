import type { PresenceBy } from "../backend/bindings/types";
import { createStore } from "../store";

/** What is asked of the matrix beside the scope. */
export interface Asked {
  by: PresenceBy;
  incomplete: boolean;
  search: string;
}

export const PLAIN: Asked = { by: "family", incomplete: false, search: "" };

/** Kept while other pages are shown. */
export const askedStore = createStore<Asked>(PLAIN);

export const changeAsked = (part: Partial<Asked>): void => askedStore.set((now) => ({ ...now, ...part }));
