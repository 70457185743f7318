// The first questions, asked before React is evaluated: the answers come while the pages are being prepared.
import { accountList, jobList, syncState } from "./backend/bindings/commands";
import { createViews } from "./views";

export const views = createViews();
views.snapshots.start();

export const early = {
  accounts: accountList(),
  sync: syncState(),
  jobs: jobList(),
};

// Who needs an answer asks again when it failed; nobody is left without a handler meanwhile.
for (const answer of Object.values(early)) answer.catch(() => undefined);
