import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ResourceKey, SnapshotRow } from "../backend/bindings/types";
import { backend, problem, setWorld } from "../test/backend";
import { rows as fixture } from "../test/fixtures/rows";
import { holdAnswer } from "../test/holdAnswer";
import { createViews } from "../views";
import { isSelected, rowAt } from "./viewShown";

const key = (index: number): ResourceKey => ({ accountId: "prod-cn", regionId: "cn-hangzhou", id: `s-${index}` });
const row = (index: number, name: string): SnapshotRow => ({ ...fixture[0]!, key: key(index), name });
const rows = Array.from({ length: 1_000 }, (_, index) => row(index, `row ${index}`));

/** A list whose first 600 rows have been scrolled through. */
async function scrolled() {
  const view = createViews().snapshots;
  view.start();
  await view.first;
  const see = async (index: number) => {
    view.want(index, index + 30);
    await vi.waitFor(() => expect(rowAt(view.shown.get(), index)).toBeDefined());
  };
  for (let index = 0; index < 600; index += 100) await see(index);
  return { view, see };
}

beforeEach(() => setWorld({ snapshots: rows }));

describe("rows that were scrolled past", () => {
  it("have their boxes ticked when a range went over them", async () => {
    const { view, see } = await scrolled();
    await view.select({ op: "range", anchor: key(0), to: key(550), selected: true });
    await see(200);
    expect(isSelected(view.shown.get(), 200)).toBe(true);
  });

  it("are asked for anew after the inventory has changed", async () => {
    const { view, see } = await scrolled();
    setWorld({ snapshots: rows.map((_, index) => row(index, `new ${index}`)) });
    view.refresh();
    await see(200);
    expect(rowAt(view.shown.get(), 200)?.name).toBe("new 200");
  });
});

describe("a thumb that is dragged through the list", () => {
  it("asks at once, for one place at a time, and at last for where it stands", async () => {
    const view = createViews().snapshots;
    view.start();
    // With the page beside it.
    await vi.waitFor(() => expect(rowAt(view.shown.get(), 100)).toBeDefined());
    const asked: number[] = [];
    const rowsOf = backend.view_rows!;
    backend.view_rows = (args: never) => {
      asked.push((args as { from: number }).from);
      return rowsOf(args);
    };
    const release = holdAnswer("view_rows");
    for (let index = 300; index <= 900; index += 100) view.want(index, index + 30);
    await vi.waitFor(() => expect(asked).toEqual([300]));
    release();
    await vi.waitFor(() => expect(rowAt(view.shown.get(), 900)).toBeDefined());
    expect(asked).not.toContain(500);
  });
});

describe("another question", () => {
  it("starts at the top, also while its page is not shown", async () => {
    const { view } = await scrolled();
    view.remember({ row: 550, key: key(550), scrollTop: 17_000 });
    view.change({ search: "row 9" });
    await vi.waitFor(() => expect(view.shown.get().spec.search).toBe("row 9"));
    expect(view.place).toMatchObject({ row: 0, key: null, scrollTop: 0 });
  });
});

describe("a selection that fails", () => {
  it("leaves the boxes as the core has them", async () => {
    const view = createViews().snapshots;
    view.start();
    await view.first;
    backend.view_select = () => {
      throw problem("cacheFailed");
    };
    await view.select({ op: "set", key: key(3), selected: true });
    await vi.waitFor(() => expect(isSelected(view.shown.get(), 3)).toBe(false));
  });
});
