import { beforeEach, describe, expect, it } from "vitest";
import { back, currentRoute, forward, go, historyStore, type Route } from "../route";
import { nameOf, pathOf, routeOf } from "./pages";

const ROUTES: Route[] = [
  { page: "snapshots" },
  { page: "images" },
  { page: "instances" },
  { page: "image", key: { accountId: "a/b", regionId: "cn-hangzhou", id: "s-1" } },
  { page: "launch", key: { accountId: "a", regionId: "cn-hangzhou", id: "m-1" }, like: null },
  { page: "launch", key: { accountId: "a", regionId: "cn-hangzhou", id: "m-1" }, like: "i-1" },
  { page: "change", key: { accountId: "a", regionId: "cn-hangzhou", id: "i-1" } },
  { page: "delete", images: [{ accountId: "a b", regionId: "cn-hangzhou", id: "m-1" }], snapshots: [] },
  { page: "delete", images: [], snapshots: ["s-1", "s-2"].map((id) => ({ accountId: "a,b", regionId: "cn-hangzhou", id })) },
  { page: "imageCheck", key: { accountId: "a/b", regionId: "cn-hangzhou", id: "m-1" } },
  { page: "compare", key: { accountId: "a", regionId: "cn-hangzhou", id: "m-1" }, other: { kind: "instance", key: { accountId: "b c", regionId: "cn-shanghai", id: "i-1" } } },
  { page: "deleteByRule", accountIds: ["a b"], regionIds: ["cn-hangzhou", "cn-shanghai"], resourceGroupIds: [] },
  { page: "jobs" },
  { page: "job", id: 13 },
  { page: "recipes" },
  { page: "journal" },
  { page: "settings", section: "accounts" },
  { page: "settings", section: "budget" },
  { page: "welcome" },
];

beforeEach(() => historyStore.set({ entries: [{ page: "snapshots" }], at: 0 }));

describe("a route", () => {
  it("can be written down and read again", () => {
    for (const route of ROUTES) expect(routeOf(pathOf(route))).toEqual(route);
  });

  it("is none when the path means nothing", () => {
    for (const path of ["", "nowhere", "job/x", "job", "image/only-an-account"]) expect(routeOf(path)).toBeNull();
  });

  it("is another page when it is about something else, and the same one when only a part of it changes", () => {
    expect(nameOf({ page: "job", id: 13 })).not.toBe(nameOf({ page: "job", id: 14 }));
    expect(nameOf({ page: "settings", section: "accounts" })).toBe(nameOf({ page: "settings", section: "general" }));
  });
});

describe("the history", () => {
  it("goes back and forward, and forgets what was ahead when another way is taken", () => {
    go({ page: "images" });
    go({ page: "jobs" });
    back();
    expect(currentRoute()).toEqual({ page: "images" });
    forward();
    expect(currentRoute()).toEqual({ page: "jobs" });
    back();
    back();
    back();
    expect(currentRoute()).toEqual({ page: "snapshots" });
    go({ page: "instances" });
    forward();
    expect(currentRoute()).toEqual({ page: "instances" });
  });

  it("has one entry for a page that is asked for twice", () => {
    go({ page: "images" });
    go({ page: "images" });
    expect(historyStore.get().entries).toHaveLength(2);
  });
});
