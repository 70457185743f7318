import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, type ReactNode } from "react";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { AccountTag } from "../components/AccountTag";
import { Icon } from "../components/Icon";
import { useTranslation } from "../i18n/useTranslation";
import type { Route } from "../route";
import { AccountScope } from "./AccountScope";
import { RegionScope } from "./RegionScope";
import { ResourceGroupScope } from "./ResourceGroupScope";
import { pageOf } from "./pages";
import styles from "./ScopeBar.module.css";

const AccountsFailed = lazy(() => import("./AccountsFailed"));

/** The accounts, regions and resource groups of a page: chosen on a page that lists by them, shown on a page about one account and region. */
export function PageScope({ route }: { route: Route }) {
  const { t } = useTranslation("shell");
  const { isError: accountsFailed } = useQuery(accountsQuery);
  const failure = accountsFailed && (
    <Suspense fallback={null}>
      <AccountsFailed />
    </Suspense>
  );
  switch (pageOf(route).scope) {
    case "chosen":
      return (
        <>
          <AccountScope />
          <RegionScope />
          <ResourceGroupScope />
          {failure}
        </>
      );
    case "one":
      if (route.page === "replace") return <About accountId={route.accountId} regionId={route.regionId} />;
      if (route.page === "delete") {
        const keys = [...route.images, ...route.snapshots];
        return <About accountId={keys[0]?.accountId ?? ""} regionId={[...new Set(keys.map(({ regionId }) => regionId))].join(", ")} />;
      }
      if (route.page === "compare") {
        const { key: first, other } = route;
        return <About accountId={first.accountId === other.key.accountId ? first.accountId : ""} regionId={[...new Set([first.regionId, other.key.regionId])].join(", ")} />;
      }
      return "key" in route ? <About accountId={route.key.accountId} regionId={route.key.regionId} /> : null;
    case "job":
      return route.page === "job" ? <AboutJob id={route.id} /> : null;
    case "all":
      return (
        <>
          <Told icon="account">{t("scope.allAccounts")}</Told>
          <Told icon="region">{t("scope.allRegions")}</Told>
          {failure}
        </>
      );
    default:
      return null;
  }
}

function AboutJob({ id }: { id: number }) {
  const { data: job } = useQuery({ ...jobsQuery, select: (jobs) => jobs.find((each) => each.id === id) });
  return job ? <About accountId={job.accountId} regionId={job.regionId} /> : null;
}

function About({ accountId, regionId }: { accountId: string; regionId: string }) {
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === accountId) });
  return (
    <>
      {account && (
        <Told icon="account">
          <AccountTag account={account} />
        </Told>
      )}
      <Told icon="region">{regionId}</Told>
    </>
  );
}

function Told({ icon, children }: { icon: "account" | "region"; children: ReactNode }) {
  return (
    <span className={styles.scopeText}>
      <Icon name={icon} size="small" />
      {children}
    </span>
  );
}
