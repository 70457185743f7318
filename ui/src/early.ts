// The first questions, asked before React is evaluated: the answers come while the pages are being prepared.
import { accountList, jobList, snapshotWindow, syncState } from "./backend/bindings/commands";
import { PAGE_ROWS } from "./backend/pageRows";
import { filtersStore, queryOf, scopeStore } from "./snapshots/view";

export const firstQuery = queryOf(scopeStore.get(), filtersStore.get());

export const early = {
  accounts: accountList(),
  rows: snapshotWindow(firstQuery, 0, PAGE_ROWS),
  sync: syncState(),
  jobs: jobList(),
};

// Who needs an answer asks again when it failed; nobody is left without a handler meanwhile.
for (const answer of Object.values(early)) answer.catch(() => undefined);
