import { Suspense, lazy, useEffect } from "react";
import { hasGone, type Route } from "../route";
import { SnapshotsPage } from "../snapshots/SnapshotsPage";
import { focusHeading } from "./focusHeading";

const ImagePage = lazy(() => import("../image/ImagePage"));
const JobsPage = lazy(() => import("../jobs/JobsPage"));
const JobPage = lazy(() => import("../jobs/JobPage"));
const SettingsPage = lazy(() => import("../settings/SettingsPage"));

export interface PageProps {
  route: Route;
}

/** The page of a route. All but the first are loaded when they are shown. */
export function Page({ route }: PageProps) {
  return (
    <Suspense fallback={null}>
      {page(route)}
      <Arrival key={nameOf(route)} />
    </Suspense>
  );
}

const nameOf = (route: Route) => (route.page === "job" ? `job ${route.id}` : route.page);

/** Moves the focus to the page once it stands. */
function Arrival() {
  useEffect(() => {
    if (hasGone()) focusHeading(document.querySelector("main"), "h1");
  }, []);
  return null;
}

function page(route: Route) {
  switch (route.page) {
    case "image":
      return <ImagePage key={route.key.id} snapshotKey={route.key} />;
    case "jobs":
      return <JobsPage />;
    case "job":
      return <JobPage key={route.id} id={route.id} />;
    case "settings":
      return <SettingsPage section={route.section} />;
    default:
      return <SnapshotsPage />;
  }
}
