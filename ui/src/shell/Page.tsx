import { Suspense, useEffect, useEffectEvent, type ReactElement } from "react";
import { useTranslation } from "../i18n/useTranslation";
import { hasGone, type Route } from "../route";
import { focusHeading } from "./focusHeading";
import { PageBoundary } from "./PageBoundary";
import { nameOf, pageOf } from "./pages";

export interface PageProps {
  route: Route;
  /** The window has just taken the place of the welcome. */
  arrived: boolean;
}

/** The page of a route. All but the first are loaded when they are shown. */
export function Page({ route, arrived }: PageProps): ReactElement {
  const { Page: Shown } = pageOf(route);
  const name = nameOf(route);
  return (
    <PageBoundary key={name}>
      <Suspense fallback={null}>
        <Shown route={route} />
        <Arrival route={route} arrived={arrived} />
      </Suspense>
    </PageBoundary>
  );
}

/** Moves the focus to the page once it stands, unless the page has put it somewhere already; names the window after it. */
function Arrival({ route, arrived }: PageProps) {
  const { t, i18n } = useTranslation("shell");
  const title = t(`titles.${route.page}`);
  const arrive = useEffectEvent(() => {
    const main = document.querySelector("main");
    if ((hasGone() || arrived) && !main?.contains(document.activeElement)) focusHeading(main, "h1");
  });
  useEffect(() => arrive(), []);
  useEffect(() => {
    document.title = t("windowTitle", { page: title });
  }, [title, t, i18n.language]);
  return null;
}
