import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useState } from "react";
import { LockFailureHost } from "../accounts/LockFailureHost";
import { accountsQuery } from "../backend/queries";
import { TooltipHost } from "../components/TooltipHost";
import { useTranslation } from "../i18n/useTranslation";
import { useRoute } from "../route";
import { LiveRegion } from "./LiveRegion";
import { Navigation } from "./Navigation";
import { Page } from "./Page";
import { PageBoundary } from "./PageBoundary";
import { ScopeBar } from "./ScopeBar";
import { StatusBar } from "./StatusBar";
import { useBrowserMenu } from "./useBrowserMenu";
import { useConnectAsked } from "./useConnectAsked";
import { useHistoryKeys } from "./useHistoryKeys";
import { useLookKeys } from "./useLookKeys";
import styles from "./App.module.css";

const WelcomePage = lazy(() => import("../welcome/WelcomePage"));
const ExportToasts = lazy(() => import("../exports/ExportToasts"));
const JobToasts = lazy(() => import("../jobs/JobToasts"));
const JobNotifications = lazy(() => import("../desktop/JobNotifications"));
const QuitGuard = lazy(() => import("../desktop/QuitGuard"));

/** The window. A mistake outside of the pages leaves words, not a blank window. */
export function App() {
  return (
    <PageBoundary>
      <Shell />
    </PageBoundary>
  );
}

function Shell() {
  const { t } = useTranslation("shell");
  const route = useRoute();
  const { data: accounts } = useQuery(accountsQuery);
  const quiet = useQuiet();
  useHistoryKeys();
  useBrowserMenu();
  useLookKeys();
  useConnectAsked();
  const welcome = (accounts?.length === 0 && route.page !== "settings") || route.page === "welcome";
  // Who comes from the welcome is led to the page, whichever way it went away.
  const [welcomed, setWelcomed] = useState(welcome);
  if (welcome && !welcomed) setWelcomed(true);

  return (
    <>
      {welcome ? (
        <PageBoundary key="welcome">
          <Suspense fallback={null}>
            <WelcomePage />
          </Suspense>
        </PageBoundary>
      ) : (
        <div className={styles.window}>
          <a className={styles.skip} href="#content">
            {t("skip")}
          </a>
          <Navigation />
          <ScopeBar />
          <main id="content" className={styles.main} tabIndex={-1}>
            <Page route={route} arrived={welcomed} />
          </main>
          <StatusBar />
          <LiveRegion />
        </div>
      )}
      <LockFailureHost />
      <TooltipHost />
      {quiet && (
        <Suspense fallback={null}>
          <JobToasts />
          <JobNotifications />
          <QuitGuard />
          <ExportToasts />
        </Suspense>
      )}
    </>
  );
}

/** True once the first page stands and the window has nothing better to do. */
function useQuiet(): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  return quiet;
}
