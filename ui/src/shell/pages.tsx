import { lazy, type ComponentType } from "react";
import type { ComparedWith, ResourceKey, RowKind } from "../backend/bindings/types";
import type { IconName } from "../components/iconShapes";
import { SETTINGS_SECTIONS, type Route } from "../route";
import SnapshotsPage from "../snapshots/SnapshotsPage";

type PageId = Route["page"];
type RouteOf<Id extends PageId> = Extract<Route, { page: Id }>;

/** Where a page stands in the navigation. */
export interface NavigationEntry {
  icon: IconName;
  foot?: boolean;
  /** The figure beside it. */
  count?: RowKind | "jobs";
}

/** The accounts and regions of a page: chosen on it, shown because it is about all or one of them, or of no matter. */
export type PageScopeKind = "chosen" | "all" | "one" | "job" | "none";

export interface PageDefinition<Id extends PageId> {
  id: Id;
  /** The route as the parts of a path, and back; `null` when they are none. */
  write: (route: RouteOf<Id>) => string[];
  read: (parts: readonly string[]) => RouteOf<Id> | null;
  Page: ComponentType<{ route: RouteOf<Id> }>;
  navigation?: NavigationEntry;
  /** The page whose entry is marked while this one is shown. */
  under?: PageId;
  scope: PageScopeKind;
  /** Pages of the same name are one, whatever else is in their routes. */
  name: (route: RouteOf<Id>) => string;
}

/** A page that is loaded when it is shown for the first time. */
function later<Id extends PageId, Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>, props: (route: RouteOf<Id>) => Props) {
  const Loaded = lazy(load) as unknown as ComponentType<Props>;
  return function Later({ route }: { route: RouteOf<Id> }) {
    return <Loaded {...props(route)} />;
  };
}

const definePage = <Id extends PageId>(page: Omit<PageDefinition<Id>, "write" | "read" | "name"> & Partial<PageDefinition<Id>>): PageDefinition<Id> => ({
  write: () => [],
  read: () => ({ page: page.id }) as RouteOf<Id>,
  name: () => page.id,
  ...page,
});

export const pages: { [Id in PageId]: PageDefinition<Id> } = {
  snapshots: definePage({ id: "snapshots", Page: SnapshotsPage, navigation: { icon: "snapshots", count: "snapshots" }, scope: "chosen" }),
  images: definePage({
    id: "images",
    Page: later(() => import("../images/ImagesPage"), () => ({})),
    navigation: { icon: "image", count: "images" },
    scope: "chosen",
  }),
  instances: definePage({
    id: "instances",
    Page: later(() => import("../instances/InstancesPage"), () => ({})),
    navigation: { icon: "instance", count: "instances" },
    scope: "chosen",
  }),
  image: definePage({
    id: "image",
    write: ({ key }) => [key.accountId, key.regionId, key.id],
    read: ([accountId, regionId, id]) => (accountId && regionId && id ? { page: "image", key: { accountId, regionId, id } } : null),
    Page: later(() => import("../image/ImagePage"), ({ key }) => ({ snapshotKey: key })),
    under: "snapshots",
    scope: "one",
    name: ({ key }) => `image ${key.accountId} ${key.regionId} ${key.id}`,
  }),
  launch: definePage({
    id: "launch",
    write: ({ key, like }) => [key.accountId, key.regionId, key.id, ...(like === null ? [] : [like])],
    read: ([accountId, regionId, id, like]) => (accountId && regionId && id ? { page: "launch", key: { accountId, regionId, id }, like: like ?? null } : null),
    Page: later(() => import("../launch/LaunchPage"), ({ key, like }) => ({ imageKey: key, like })),
    under: "images",
    scope: "one",
    name: ({ key }) => `launch ${key.accountId} ${key.regionId} ${key.id}`,
  }),
  snapshotOrder: definePage({
    id: "snapshotOrder",
    write: ({ key }) => [key.accountId, key.regionId, key.id],
    read: ([accountId, regionId, id]) => (accountId && regionId && id ? { page: "snapshotOrder", key: { accountId, regionId, id } } : null),
    Page: later(() => import("../snapshotOrder/SnapshotOrderPage"), ({ key }) => ({ instanceKey: key })),
    under: "instances",
    scope: "one",
    name: ({ key }) => `snapshotOrder ${key.accountId} ${key.regionId} ${key.id}`,
  }),
  change: definePage({
    id: "change",
    write: ({ key }) => [key.accountId, key.regionId, key.id],
    read: ([accountId, regionId, id]) => (accountId && regionId && id ? { page: "change", key: { accountId, regionId, id } } : null),
    Page: later(() => import("../change/ChangePage"), ({ key }) => ({ instanceKey: key })),
    under: "instances",
    scope: "one",
    name: ({ key }) => `change ${key.accountId} ${key.regionId} ${key.id}`,
  }),
  replace: definePage({
    id: "replace",
    write: ({ accountId, regionId, instanceIds, imageId }) => [accountId, regionId, imageId ?? "-", ...instanceIds],
    read: ([accountId, regionId, imageId, ...instanceIds]) =>
      accountId && regionId && imageId && instanceIds.length > 0 ? { page: "replace", accountId, regionId, instanceIds, imageId: imageId === "-" ? null : imageId } : null,
    Page: later(() => import("../replace/ReplacePage"), ({ accountId, regionId, instanceIds, imageId }) => ({ accountId, regionId, instanceIds, imageId })),
    under: "instances",
    scope: "one",
    name: ({ accountId, regionId, instanceIds, imageId }) => ["replace", accountId, regionId, imageId, ...instanceIds].join(" "),
  }),
  delete: definePage({
    id: "delete",
    write: ({ images, snapshots }) => [JSON.stringify([images, snapshots])],
    read: ([text = ""]) => {
      const [images = [], snapshots = []] = text === "" ? [] : (JSON.parse(text) as ResourceKey[][]);
      return images.length + snapshots.length > 0 ? { page: "delete", images, snapshots } : null;
    },
    Page: later(() => import("../delete/DeletePage"), ({ images, snapshots }) => ({ images, snapshots })),
    under: "images",
    scope: "one",
    name: JSON.stringify,
  }),
  imageCheck: definePage({
    id: "imageCheck",
    write: ({ key }) => [key.accountId, key.regionId, key.id],
    read: ([accountId, regionId, id]) => (accountId && regionId && id ? { page: "imageCheck", key: { accountId, regionId, id } } : null),
    Page: later(() => import("../imageCheck/CheckPage"), ({ key }) => ({ imageKey: key })),
    under: "images",
    scope: "one",
    name: ({ key }) => `imageCheck ${key.accountId} ${key.regionId} ${key.id}`,
  }),
  compare: definePage({
    id: "compare",
    write: ({ key, other }) => [key.accountId, key.regionId, key.id, other.kind, other.key.accountId, other.key.regionId, other.key.id],
    read: ([accountId, regionId, id, kind, account, region, with_]) =>
      accountId && regionId && id && account && region && with_ && (kind === "image" || kind === "instance")
        ? { page: "compare", key: { accountId, regionId, id }, other: { kind, key: { accountId: account, regionId: region, id: with_ } } satisfies ComparedWith }
        : null,
    Page: later(() => import("../compare/ComparePage"), ({ key, other }) => ({ imageKey: key, other })),
    under: "images",
    scope: "one",
    name: JSON.stringify,
  }),
  deleteByRule: definePage({
    id: "deleteByRule",
    write: ({ accountIds, regionIds, resourceGroupIds }) => [JSON.stringify([accountIds, regionIds, resourceGroupIds])],
    read: ([text = ""]) => {
      if (text === "") return null;
      const [accountIds = [], regionIds = [], resourceGroupIds = []] = JSON.parse(text) as string[][];
      return { page: "deleteByRule", accountIds, regionIds, resourceGroupIds };
    },
    Page: later(() => import("../delete/DeleteByRulePage"), ({ accountIds, regionIds, resourceGroupIds }) => ({ accountIds, regionIds, resourceGroupIds })),
    under: "images",
    scope: "none",
  }),
  jobs: definePage({ id: "jobs", Page: later(() => import("../jobs/JobsPage"), () => ({})), navigation: { icon: "jobs", count: "jobs" }, scope: "all" }),
  job: definePage({
    id: "job",
    write: ({ id }) => [String(id)],
    read: ([id = ""]) => (/^\d+$/.test(id) ? { page: "job", id: Number(id) } : null),
    Page: later(() => import("../jobs/JobPage"), ({ id }) => ({ id })),
    under: "jobs",
    scope: "job",
    name: ({ id }) => `job ${id}`,
  }),
  recipes: definePage({ id: "recipes", Page: later(() => import("../recipes/RecipesPage"), () => ({})), navigation: { icon: "list" }, scope: "all" }),
  journal: definePage({ id: "journal", Page: later(() => import("../journal/JournalPage"), () => ({})), navigation: { icon: "journal" }, scope: "all" }),
  settings: definePage({
    id: "settings",
    write: ({ section }) => [section],
    read: ([section]) => ({ page: "settings", section: SETTINGS_SECTIONS.find((known) => known === section) ?? "general" }),
    Page: later(() => import("../settings/SettingsPage"), ({ section }) => ({ section })),
    navigation: { icon: "settings", foot: true },
    scope: "none",
  }),
  welcome: definePage({ id: "welcome", Page: later(() => import("../welcome/WelcomePage"), () => ({})), scope: "none" }),
};

/** The definition of the page of a route. */
export const pageOf = (route: Route): PageDefinition<PageId> => pages[route.page] as unknown as PageDefinition<PageId>;

/** Names the page of a route: another name is another page. */
export const nameOf = (route: Route): string => pageOf(route).name(route);

/** A route as a path, and back. */
export const pathOf = (route: Route): string => [route.page, ...pageOf(route).write(route)].map(encodeURIComponent).join("/");

export function routeOf(path: string): Route | null {
  const [page = "", ...parts] = path.split("/").map(decodeURIComponent);
  return page in pages ? pages[page as PageId].read(parts) : null;
}
