import { beforeEach, expect, it, vi } from "vitest";

/** The module as a new run of the program has it. */
const nextRun = async () => {
  vi.resetModules();
  return import("./insets");
};

beforeEach(() => localStorage.clear());

it("knows nothing before a grid has come up", async () => {
  const { firstExtent } = await nextRun();
  expect(firstExtent()).toEqual({ width: 0, seen: 0 });
});

it("expects what a grid had, also in the next run and in a window of another size", async () => {
  const { keepInsets } = await nextRun();
  keepInsets({ width: window.innerWidth - 164, seen: window.innerHeight - 160 });
  const { firstExtent } = await nextRun();
  expect(firstExtent()).toEqual({ width: window.innerWidth - 164, seen: window.innerHeight - 160 });
  vi.stubGlobal("innerWidth", 1900);
  expect(firstExtent().width).toBe(1900 - 164);
  vi.unstubAllGlobals();
});

it("expects nothing when what was kept is no number or storage is refused", async () => {
  localStorage.setItem("grid-insets", "wide high");
  expect((await nextRun()).firstExtent()).toEqual({ width: 0, seen: 0 });
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new Error("refused");
  });
  expect((await nextRun()).firstExtent()).toEqual({ width: 0, seen: 0 });
});

it("does not keep the size of a grid that is not laid out", async () => {
  const { keepInsets, firstExtent } = await nextRun();
  keepInsets({ width: 0, seen: 0 });
  expect(firstExtent()).toEqual({ width: 0, seen: 0 });
  expect(localStorage.length).toBe(0);
});
