import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ResourceKey, SelectOperation, SnapshotRow } from "../backend/bindings/types";
import { createStore } from "../store";
import { seriousViolations } from "../test/axe";
import { backend, forgetViews, problem, setWorld } from "../test/backend";
import { rows as fixture } from "../test/fixtures/rows";
import { renderPart } from "../test/render";
import { createViews } from "../views";
import { Grid } from "./Grid";
import { NO_CHOICE, type ColumnChoice } from "./columnChoice";
import type { ColumnDef } from "./columnDef";
import type { ViewHandle } from "./viewHandle";

const rows: SnapshotRow[] = Array.from({ length: 10_000 }, (_, index) => ({
  ...fixture[0]!,
  key: { accountId: "prod-cn", regionId: "cn-hangzhou", id: `s-${index}` },
  name: `row ${index}`,
  sizeGib: index,
}));

const columns: ColumnDef<SnapshotRow>[] = [
  { id: "name", header: "Name", min: 100, ideal: 100, grow: 1, dropRank: 0, sort: "name", cell: (row) => row.name, copy: (row) => row.name },
  { id: "size", header: "Size", min: 60, ideal: 60, grow: 0, dropRank: 2, align: "end", sort: "size", cell: (row) => row.sizeGib, copy: (row) => String(row.sizeGib) },
];

const nameOf = (row: SnapshotRow) => row.name;
const nothingMarked = new Set<string>();

function show(view: ViewHandle<SnapshotRow>, label = "Things", choice = createStore<ColumnChoice>(NO_CHOICE), all = columns) {
  view.start();
  return (
    <Grid
      view={view}
      columns={all}
      choice={choice}
      label={label}
      nameOf={nameOf}
      marked={nothingMarked}
      covered={false}
      room={0}
      unknown={false}
      onMenu={() => undefined}
      onCopy={() => undefined}
      onClear={() => void view.select({ op: "clear" })}
    />
  );
}

const grid = (name = "Things") => screen.getByRole("grid", { name });
const focused = (of = grid()) => document.getElementById(of.getAttribute("aria-activedescendant") ?? "");
const key = (index: number): ResourceKey => ({ accountId: "prod-cn", regionId: "cn-hangzhou", id: `s-${index}` });

/** What the core was asked to select. */
let operations: SelectOperation[] = [];

beforeEach(() => {
  setWorld({ snapshots: rows });
  operations = [];
  const select = backend.view_select! as (args: { viewId: number; operation: SelectOperation }) => unknown;
  backend.view_select = (args: { viewId: number; operation: SelectOperation }) => {
    operations.push(args.operation);
    return select(args);
  };
});

const ready = async () => {
  const view = createViews().snapshots;
  const shown = renderPart(show(view));
  await screen.findByText("row 0");
  grid().focus();
  return { view, ...shown };
};
const settled = (count: number) => waitFor(() => expect(operations).toHaveLength(count));

describe("selecting in the grid", () => {
  it("toggles one row with Space and with a click on its box", async () => {
    await ready();
    await userEvent.keyboard("{ArrowDown} ");
    await settled(1);
    await userEvent.click(screen.getByRole("checkbox", { name: "Select row 3" }));
    await settled(2);
    expect(operations).toEqual([
      { op: "set", key: key(1), selected: true },
      { op: "set", key: key(3), selected: true },
    ]);
    await waitFor(() => expect(screen.getByRole("checkbox", { name: "Select row 3" }).getAttribute("aria-checked")).toBe("true"));
    await userEvent.click(screen.getByRole("checkbox", { name: "Select row 3" }));
    await settled(3);
    expect(operations[2]).toEqual({ op: "set", key: key(3), selected: false });
  });

  it("selects ten thousand rows with Shift, whatever of them was ever loaded", async () => {
    const { view } = await ready();
    await userEvent.keyboard("{Shift>}{Control>}{End}{/Control}{/Shift}");
    await settled(1);
    expect(operations).toEqual([{ op: "range", anchor: key(0), to: key(9999), selected: true }]);
    await waitFor(() => expect(view.shown.get().selection.count).toBe(10_000));
    await waitFor(() => expect(screen.getByRole("checkbox", { name: "Select all rows" }).getAttribute("aria-checked")).toBe("true"));
  });

  it("extends by pages, and gives back what lies beyond when it turns round", async () => {
    await ready();
    await userEvent.keyboard("{Shift>}{PageDown}{ArrowUp}{/Shift}");
    await settled(3);
    const last = (operations[0] as { to: ResourceKey }).to;
    expect(Number(last.id.slice(2))).toBeGreaterThan(10);
    expect(operations.slice(1)).toEqual([
      { op: "range", anchor: key(0), to: last, selected: false },
      { op: "range", anchor: key(0), to: key(Number(last.id.slice(2)) - 1), selected: true },
    ]);
  });

  it("ranges from the row that was clicked last, also the first time", async () => {
    await ready();
    await userEvent.click(screen.getByText("row 8"));
    await userEvent.keyboard("{Shift>}");
    fireEvent.click(screen.getByText("row 10"), { shiftKey: true });
    await userEvent.keyboard("{/Shift}");
    await settled(1);
    expect(operations).toEqual([{ op: "range", anchor: key(8), to: key(10), selected: true }]);
  });

  it("gives back what lies beyond by its rows, also when others have come in above meanwhile", async () => {
    const { view } = await ready();
    await userEvent.click(screen.getByText("row 8"));
    fireEvent.click(screen.getByText("row 12"), { shiftKey: true });
    await waitFor(() => expect(view.shown.get().selection.count).toBe(5));
    setWorld({ snapshots: [...Array.from({ length: 3 }, (_, index) => ({ ...rows[0]!, key: key(20_000 + index), name: `new ${index}` })), ...rows] });
    view.refresh();
    await screen.findByText("new 0");
    fireEvent.click(screen.getByText("row 10"), { shiftKey: true });
    await waitFor(() => expect(view.shown.get().selection.count).toBe(3));
  });

  it("begins a range at the row that was clicked then, not at one that is clicked while the core is busy", async () => {
    await ready();
    const select = backend.view_select! as (args: object) => unknown;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    backend.view_select = async (args: object) => {
      await released;
      return select(args);
    };
    await userEvent.click(screen.getByText("row 2"));
    fireEvent.click(screen.getByText("row 4"), { shiftKey: true });
    fireEvent.click(screen.getByText("row 6"), { shiftKey: true });
    fireEvent.click(screen.getByText("row 9"));
    release();
    await settled(3);
    expect(operations.map((each) => each.op === "range" && each.anchor.id)).toEqual(["s-2", "s-2", "s-2"]);
  });

  it("takes everything with Ctrl+A, nothing with Escape, and says that some is selected", async () => {
    await ready();
    await userEvent.keyboard(" ");
    await waitFor(() => expect(screen.getByRole("checkbox", { name: "Select all rows" }).getAttribute("aria-checked")).toBe("mixed"));
    await userEvent.keyboard("{Control>}a{/Control}");
    await waitFor(() => expect(screen.getByRole("checkbox", { name: "Select all rows" }).getAttribute("aria-checked")).toBe("true"));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.getByRole("checkbox", { name: "Select all rows" }).getAttribute("aria-checked")).toBe("false"));
    expect(operations.map(({ op }) => op)).toEqual(["set", "all", "clear"]);
  });
});

describe("selected rows that a search hides", () => {
  const box = () => screen.getByRole("checkbox", { name: "Select all rows" });

  /** Row 3 is selected and hidden, and all that are shown are selected. */
  async function allShownBesidesOneHidden() {
    const { view } = await ready();
    await userEvent.click(screen.getByRole("checkbox", { name: "Select row 3" }));
    act(() => view.change({ search: "row 12" }));
    await screen.findByText("row 12");
    await userEvent.click(box());
    await waitFor(() => expect(box().getAttribute("aria-checked")).toBe("true"));
    return view;
  }

  it("stay selected when the box of the header takes the shown ones out", async () => {
    const view = await allShownBesidesOneHidden();
    const { count } = view.shown.get().selection;
    expect(count).toBeGreaterThan(100);
    await userEvent.click(box());
    await waitFor(() => expect(view.shown.get().selection).toEqual({ count: 1, hidden: 1 }));
    expect((await view.selected(5)).keys).toEqual([key(3)]);
  });

  it("ask the core again, so that rows that come are not selected", async () => {
    await allShownBesidesOneHidden();
    const update = vi.fn(backend.view_update as (args: object) => unknown);
    backend.view_update = update;
    await userEvent.click(box());
    await waitFor(() => expect(update).toHaveBeenCalledOnce());
  });
});

describe("the place in the grid", () => {
  it("is kept by its row when rows come in far above, and when the grid comes back", async () => {
    const { view, unmount } = await ready();
    await userEvent.keyboard("{PageDown}{PageDown}");
    const before = focused()!.closest("[role=row]")!.textContent;
    // jsdom tells of no scrolling.
    fireEvent.scroll(grid());
    unmount();
    setWorld({ snapshots: [...Array.from({ length: 300 }, (_, index) => ({ ...rows[0]!, key: key(20_000 + index), name: `new ${index}` })), ...rows] });
    view.refresh();
    renderPart(show(view));
    await waitFor(() => expect(Number(focused()!.closest("[role=row]")!.getAttribute("aria-rowindex"))).toBeGreaterThan(300));
    await waitFor(() => expect(focused()!.closest("[role=row]")!.textContent).toBe(before));
  });

  it("is kept by its row also when that was not loaded yet", async () => {
    const { view } = await ready();
    await userEvent.keyboard("{Control>}{End}{/Control}");
    await screen.findByText("row 9999");
    await waitFor(() => expect(view.place.key).toEqual(key(9999)));
    setWorld({ snapshots: [{ ...rows[0]!, key: key(20_000), name: "new" }, ...rows] });
    view.refresh();
    await waitFor(() => expect(focused()!.closest("[role=row]")!.getAttribute("aria-rowindex")).toBe("10002"));
    expect(focused()!.closest("[role=row]")!.textContent).toContain("row 9999");
  });

  it("stays where it is when the core cannot say where its row went", async () => {
    const { view } = await ready();
    await userEvent.click(screen.getByText("row 3"));
    backend.view_locate = () => {
      throw problem("cacheFailed");
    };
    setWorld({ snapshots: [{ ...rows[0]!, key: key(20_000), name: "new" }, ...rows] });
    view.refresh();
    await screen.findByText("new");
    expect(view.place.key).toEqual(key(3));
  });

  it("is a cell that exists, wherever the list was scrolled to", async () => {
    await ready();
    grid().scrollTop = 5000 * 32;
    fireEvent.scroll(grid());
    await screen.findByText("row 5000");
    expect(focused()).not.toBeNull();
    expect(grid().querySelectorAll("[role=row]").length).toBeLessThan(60);
  });

  it("starts at the top with another question", async () => {
    const { view } = await ready();
    await userEvent.keyboard("{Control>}{End}{/Control}");
    await screen.findByText("row 9999");
    act(() => view.change({ search: "row 12" }));
    await screen.findByText("row 12");
    expect(grid().scrollTop).toBe(0);
    expect(focused()!.closest("[role=row]")!.getAttribute("aria-rowindex")).toBe("2");
  });

  it("outlives a core that has forgotten the view", async () => {
    const { view } = await ready();
    forgetViews();
    view.refresh();
    await waitFor(() => expect(view.shown.get().problem).toBeNull());
    await screen.findByText("row 0");
  });
});

describe("two grids in one document", () => {
  it("have their own rows, focus and selection", async () => {
    const [first, second] = [createViews().snapshots, createViews().snapshots];
    second.change({ sort: { column: "name", descending: true } });
    renderPart(
      <>
        {show(first, "First")}
        {show(second, "Second")}
      </>,
    );
    await within(grid("Second")).findByText("row 9999");
    await within(grid("First")).findByText("row 0");
    grid("Second").focus();
    await userEvent.keyboard("{ArrowDown} ");
    await waitFor(() => expect(second.shown.get().selection.count).toBe(1));
    expect(first.shown.get().selection.count).toBe(0);
    expect(grid("Second").contains(focused(grid("Second")))).toBe(true);
    expect(grid("First").contains(focused(grid("First")))).toBe(true);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("columns", () => {
  it("are made wider and moved with keys in the header", async () => {
    const choice = createStore<ColumnChoice>(NO_CHOICE);
    renderPart(show(createViews().snapshots, "Things", choice));
    await screen.findByText("row 0");
    grid().focus();
    await userEvent.keyboard("{ArrowUp}{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
    expect(choice.get().widths).toEqual({ size: 68 });
    await userEvent.keyboard("{Shift>}{Control>}{ArrowLeft}{/Control}{/Shift}");
    expect(choice.get().order).toEqual(["size", "name"]);
    expect(screen.getAllByRole("columnheader").map((header) => header.textContent)).toEqual(["", "Size", "Name"]);
  });
});

describe("dragging in the header", () => {
  it("ends when the button is let go outside of the grid", async () => {
    const choice = createStore<ColumnChoice>(NO_CHOICE);
    renderPart(show(createViews().snapshots, "Things", choice));
    await screen.findByText("row 0");
    // jsdom captures no pointer.
    grid().setPointerCapture = () => undefined;
    const edge = grid().querySelector("[data-resize=size]")!;
    fireEvent.pointerDown(edge, { button: 0, buttons: 1, clientX: 100 });
    fireEvent.pointerMove(grid(), { buttons: 1, clientX: 120 });
    expect(choice.get().widths).toEqual({ size: 80 });
    fireEvent.pointerMove(grid(), { buttons: 0, clientX: 180 });
    fireEvent.pointerMove(grid(), { buttons: 1, clientX: 200 });
    expect(choice.get().widths).toEqual({ size: 80 });
  });
});

describe("refreshing", () => {
  it("never starves: while an answer takes its time, changes are gathered into one more question", async () => {
    const { view } = await ready();
    const answer = backend.view_rows! as (args: object) => unknown;
    const waiting: (() => void)[] = [];
    const asked = vi.fn();
    backend.view_rows = async (args: object) => {
      asked();
      await new Promise<void>((resolve) => waiting.push(resolve));
      return answer(args);
    };
    for (let change = 0; change < 20; change += 1) view.refresh();
    await waitFor(() => expect(asked).toHaveBeenCalled());
    const first = asked.mock.calls.length;
    await act(async () => {
      for (const go of waiting.splice(0)) go();
      await Promise.resolve();
    });
    await waitFor(() => expect(asked.mock.calls.length).toBe(2 * first));
    expect(first).toBeLessThanOrEqual(2);
  });
});

describe("drawing", () => {
  it("draws again only the rows that the focus leaves and reaches", async () => {
    const drawn: string[] = [];
    const [name, size] = columns;
    const watched = [{ ...name!, cell: (row: SnapshotRow) => (drawn.push(row.name), row.name) }, size!];
    renderPart(show(createViews().snapshots, "Things", createStore<ColumnChoice>(NO_CHOICE), watched));
    await screen.findByText("row 0");
    grid().focus();
    await userEvent.keyboard("{ArrowDown}");
    drawn.length = 0;
    await userEvent.keyboard("{ArrowDown}");
    expect(drawn).toEqual(["row 1", "row 2"]);
  });
});

describe("an answer that says the same", () => {
  it("has no row drawn anew, and one that tells of a changed row only that row", async () => {
    const drawn = vi.fn<(row: SnapshotRow) => string>((row) => row.name);
    const view = createViews().snapshots;
    renderPart(show(view, "Things", undefined, [{ ...columns[0]!, cell: drawn }]));
    await screen.findByText("row 0");
    await waitFor(() => expect(screen.queryByText("Loading")).toBeNull());
    drawn.mockClear();
    const asked = vi.fn(backend.view_rows as (args: object) => unknown);
    backend.view_rows = asked;
    view.refresh();
    await waitFor(() => expect(asked).toHaveBeenCalled());
    setWorld({ snapshots: rows.map((row, index) => (index === 3 ? { ...row, name: "new name" } : { ...row, key: { ...row.key } })) });
    view.refresh();
    await screen.findByText("new name");
    expect(drawn.mock.calls.map(([row]) => row.name)).toEqual(["new name"]);
  });
});

describe("axe", () => {
  it("finds nothing serious while rows are there and while they are on their way", { timeout: 60_000 }, async () => {
    const view = createViews().snapshots;
    const { container } = renderPart(show(view));
    expect(await seriousViolations(container)).toEqual([]);
    await screen.findByText("row 0");
    expect(await seriousViolations(container)).toEqual([]);
  });
});
