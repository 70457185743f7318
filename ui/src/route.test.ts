import { beforeEach, describe, expect, it } from "vitest";
import { back, currentRoute, forward, go, goFrom, historyStore, leave, type Route } from "./route";

const asked: Route = { page: "image", key: { accountId: "a", regionId: "r", id: "s-1" } };
const answered: Route = { page: "job", id: 7 };

beforeEach(() => go(asked));

describe("an answer that leads to another page", () => {
  it("shows it, and back leads to the page that asked", () => {
    goFrom({ page: "image", key: { accountId: "a", regionId: "r", id: "s-1" } }, answered);
    expect(currentRoute()).toEqual(answered);
    back();
    expect(currentRoute()).toEqual(asked);
  });

  it("does nothing once the person is on another page", () => {
    go({ page: "snapshots" });
    goFrom(asked, answered);
    expect(currentRoute()).toEqual({ page: "snapshots" });
    back();
    expect(currentRoute()).toEqual(asked);
    forward();
    expect(currentRoute()).toEqual({ page: "snapshots" });
  });

  it("does nothing on the same page of another snapshot", () => {
    const another: Route = { page: "image", key: { accountId: "a", regionId: "r", id: "s-2" } };
    go(another);
    goFrom(asked, answered);
    expect(currentRoute()).toEqual(another);
  });
});

describe("leaving a page", () => {
  it("leads to the page before, wherever that was", () => {
    go({ page: "jobs" });
    go(asked);
    leave({ page: "snapshots" });
    expect(currentRoute()).toEqual({ page: "jobs" });
  });

  it("leads to another one when there is no page before", () => {
    historyStore.set({ entries: [asked], at: 0 });
    leave({ page: "snapshots" });
    expect(currentRoute()).toEqual({ page: "snapshots" });
  });
});
