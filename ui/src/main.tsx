import { early, views } from "./early";
import "./tokens.css";
import "./base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, useEffect, useLayoutEffect, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { pagePainted, pageReady } from "./backend/bindings/commands";
import { followChanges } from "./backend/changes";
import { accountsQuery, createQueryClient, jobsQuery, syncQuery } from "./backend/queries";
import { loadProblemWords, startI18n } from "./i18n";
import { bootLanguage } from "./i18n/language";
import { App } from "./shell/App";
import { keepHistory } from "./shell/keptHistory";
import { followSystemTheme } from "./theme";
import { ViewsContext } from "./useViews";
import { refreshViews } from "./views";

/** How long the first paint waits for the first answers. After that the window shows that it is loading. */
const PATIENCE = 120;

const client = createQueryClient();
followChanges(client, (change) => refreshViews(views, change));
followSystemTheme();
keepHistory();

// A page that needs this asks again, and shows a failure.
const answers = Promise.allSettled([
  client.query({ ...accountsQuery, queryFn: () => early.accounts }),
  views.snapshots.first,
  client.query({ ...syncQuery, queryFn: () => early.sync }),
  client.query({ ...jobsQuery, queryFn: () => early.jobs }),
  document.fonts.load("13px Inter"),
]);
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));

await Promise.all([startI18n(bootLanguage()), Promise.race([answers, patience])]);

/** The first page, and what begins with it. */
function FirstPage({ children }: { children: ReactNode }) {
  useLayoutEffect(() => {
    // Nothing that is read from now on can change what all objects inherit. Not earlier: every look at what an object may not have takes
    // longer, which the first rendering does thousands of times.
    Object.freeze(Object.prototype);
    // After the frame, not before it: the work that begins then would delay it.
    requestAnimationFrame(() => setTimeout(() => void pagePainted().catch(() => undefined)));
  }, []);
  // Does not wait for the frame: a hidden window has none, and needs these words too.
  useEffect(() => void loadProblemWords(), []);
  return children;
}

// If this fails, the shell draws two seconds after the page has loaded.
pageReady().catch(() => undefined);
const root = document.getElementById("root");
if (root) {
  // Not by flushSync: it would run all effects before the first frame.
  createRoot(root).render(
    <StrictMode>
      <FirstPage>
        <QueryClientProvider client={client}>
          <ViewsContext value={views}>
            <App />
          </ViewsContext>
        </QueryClientProvider>
      </FirstPage>
    </StrictMode>,
  );
}
