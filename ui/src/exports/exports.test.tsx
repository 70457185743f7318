import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Export, ExportOffer, ExportSpec } from "../backend/bindings/types";
import { ToastHost } from "../components/ToastHost";
import { i18next } from "../i18n";
import { EVERYWHERE, scopeStore } from "../scope";
import { RunningExport } from "../shell/RunningExport";
import SnapshotsPage from "../snapshots/SnapshotsPage";
import { backend, emit, problem, setWorld } from "../test/backend";
import { rows as all } from "../test/fixtures/rows";
import { renderPart } from "../test/render";
import { expectAccessible, showPage } from "../test/showPage";
import ExportToasts from "./ExportToasts";

const rows = all.slice(0, 30);

beforeAll(async () => {
  await Promise.all([import("./ExportDialog"), i18next.loadNamespaces(["exports"])]);
  await i18next.loadLanguages("zh-CN");
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  setWorld({ snapshots: rows });
});

const running: Export = {
  id: 7,
  kind: "snapshots",
  format: "csv",
  fileName: "fleet.csv",
  written: 4_000,
  of: 10_000,
  staleRows: 0,
  missingRows: 0,
  missingParts: 0,
  state: "running",
  problem: null,
};

/** The page with everything selected that is shown. */
async function showSelected() {
  const shown = await showPage(<SnapshotsPage />);
  await screen.findByText("web-gw-02-pre-patch");
  await act(() => shown.views.snapshots.select({ op: "all" }));
  return shown;
}

const bar = (name = "Actions on the selected rows") => screen.findByRole("toolbar", { name });

const offered = (change: Partial<ExportOffer>) => {
  backend.export_offer = (): ExportOffer => ({
    shown: { rows: 12_345, hidden: 0, stale: 0 },
    selected: { rows: 0, hidden: 0, stale: 0 },
    missingParts: 0,
    ...change,
  });
};

describe("the bar of the selection", () => {
  it("is there from two rows on, counts what is hidden, and goes with the selection", async () => {
    const { views } = await showPage(<SnapshotsPage />);
    await screen.findByText("web-gw-02-pre-patch");
    await act(() => views.snapshots.select({ op: "set", key: rows[0]!.key, selected: true }));
    expect(screen.queryByRole("toolbar")).toBeNull();
    await act(() => views.snapshots.select({ op: "all" }));
    const count = within(await bar()).getByText("30 selected");
    expect(count).not.toBeNull();
    act(() => views.snapshots.change({ search: "web-gw" }));
    await within(await bar()).findByText(/^30 selected, \d+ not shown$/);
    await userEvent.click(within(await bar()).getByRole("button", { name: "Clear selection" }));
    await waitFor(() => expect(screen.queryByRole("toolbar")).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole("grid"));
  });

  it("is reached from the rows by Tab, moved in by arrows and left by Escape", async () => {
    await showSelected();
    await bar();
    act(() => screen.getByRole("grid").focus());
    await userEvent.tab();
    const buttons = within(await bar()).getAllByRole("button");
    expect(document.activeElement).toBe(buttons[0]);
    await userEvent.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(buttons.at(-1));
    await userEvent.keyboard("{ArrowRight}{ArrowRight}");
    expect(document.activeElement).toBe(buttons[1]);
    await userEvent.keyboard("{Escape}");
    expect(document.activeElement).toBe(screen.getByRole("grid"));
    await expectAccessible();
  });

  it("does not cover the row of the focus", async () => {
    await showPage(<SnapshotsPage />);
    await screen.findByText("web-gw-02-pre-patch");
    const grid = screen.getByRole("grid");
    act(() => grid.focus());
    await userEvent.keyboard(`${"{ArrowDown}".repeat(18)}{Control>}a{/Control}`);
    await bar();
    // The nineteenth row ends at 608 of 612 pixels, of which the bar takes 56.
    await waitFor(() => expect(grid.scrollTop).toBe(52));
  });

  it("leaves room under the last row", async () => {
    await showSelected();
    await bar();
    const body = document.querySelector<HTMLElement>("[role=rowgroup]:not(:has([role=columnheader]))");
    expect(body?.style.height).toBe(`${30 * 32 + 56}px`);
  });
});

describe("the export dialog", () => {
  it("offers what is selected, and sends every field with its heading in the language of the window", async () => {
    const asked = vi.fn<(args: { requestId: string; spec: ExportSpec }) => Export | null>(() => running);
    backend.export_start = asked;
    await showSelected();
    await userEvent.click(within(await bar()).getByRole("button", { name: "Export…" }));
    const dialog = await screen.findByRole("dialog", { name: "Export snapshots" });
    await within(dialog).findByRole("radio", { name: "30 selected", checked: true });
    await expectAccessible();
    await userEvent.click(within(dialog).getByRole("button", { name: "Choose file…" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const { requestId, spec } = asked.mock.calls[0]![0];
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect([spec.rows, spec.format]).toEqual(["selected", "csv"]);
    expect(spec.headers).toContainEqual({ field: "SnapshotId", header: "Snapshot ID" });
    expect(spec.headers?.length).toBeGreaterThan(70);
  });

  it("writes the names of the API when they are asked for, and always into JSON", async () => {
    const asked = vi.fn<(args: { requestId: string; spec: ExportSpec }) => null>(() => null);
    backend.export_start = asked;
    offered({});
    await showPage(<SnapshotsPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Export…" }));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByRole("radio", { name: "12,345 shown", checked: true });
    expect(within(dialog).queryByRole("radio", { name: /selected/ })).toBeNull();
    await userEvent.click(within(dialog).getByRole("radio", { name: "API names" }));
    const choose = within(dialog).getByRole("button", { name: "Choose file…" });
    await userEvent.click(choose);
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    // Nothing was chosen: the dialog is still there, and another press is another request.
    await userEvent.click(within(dialog).getByRole("radio", { name: "JSON" }));
    expect(within(dialog).queryByRole("radio", { name: "API names" })).toBeNull();
    await waitFor(() => expect(choose.getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(choose);
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
    const [[first], [second]] = asked.mock.calls as [[{ requestId: string; spec: ExportSpec }], [{ requestId: string; spec: ExportSpec }]];
    expect(first.spec).toEqual({ rows: "shown", format: "csv", headers: null });
    expect(second.spec).toEqual({ rows: "shown", format: "json", headers: null });
    expect(second.requestId).not.toBe(first.requestId);
  });

  it("says before what is stale, what is missing and what is hidden, in both languages", async () => {
    offered({ selected: { rows: 1_500, hidden: 20, stale: 1_000 }, missingParts: 2 });
    await showSelected();
    await userEvent.click(within(await bar()).getByRole("button", { name: "Export…" }));
    await screen.findByText("1,000 of the rows could not be read again the last time; they may be out of date.");
    await screen.findByText(/^2 regions could not be asked/);
    await screen.findByText(/^20 of the selected rows are not shown now/);
    await act(() => i18next.changeLanguage("zh-CN"));
    await screen.findByRole("dialog", { name: "导出快照列表" });
    await screen.findByText("其中1,000项上次未能重新读取，可能不是最新数据。");
    await screen.findByText("有2个地域未能查询，其资源不在列表中，文件中也没有。");
    await screen.findByText("已选项中有20项当前未显示，也会导出，排在文件末尾。");
    await expectAccessible();
  });

  it("keeps open with the reason when the export does not begin", async () => {
    backend.export_start = () => {
      throw problem("cacheFailed");
    };
    await showSelected();
    await userEvent.click(within(await bar()).getByRole("button", { name: "Export…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Choose file…" }));
    await screen.findByText(/The cache cannot be used/);
    expect(screen.getByRole("dialog")).not.toBeNull();
  });
});

describe("an export on its way", () => {
  it("shows its progress and is cancelled by its button", async () => {
    const cancelled = vi.fn<(args: { id: number }) => void>();
    backend.export_cancel = cancelled;
    renderPart(<RunningExport of={running} />);
    expect(screen.getByRole("progressbar", { name: "Writing fleet.csv" }).getAttribute("aria-valuenow")).toBe("40");
    await userEvent.click(screen.getByRole("button", { name: "Cancel the export to fleet.csv" }));
    await waitFor(() => expect(cancelled).toHaveBeenCalledWith({ id: 7 }));
  });

  it("is told when it has ended, with what is stale and missing, and shows its folder", async () => {
    let list: Export[] = [{ ...running, id: 1, state: "done", fileName: "of-before.csv" }];
    backend.export_list = () => list;
    const shown = vi.fn<(args: { id: number }) => void>();
    backend.export_show = shown;
    renderPart(
      <>
        <ExportToasts />
        <ToastHost />
      </>,
    );
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    list = [...list, { ...running, written: 9_990, staleRows: 30, missingRows: 10, missingParts: 2, state: "done" }];
    act(() => emit({ kind: "export", id: 7 }));
    const words = await screen.findByText(/9,990 rows\./);
    expect(words.textContent).toBe("9,990 rows.\n30 of them may be out of date.\n10 rows went meanwhile and are missing.\nRows of 2 regions that could not be asked are missing.");
    expect(screen.queryByText(/of-before/)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show in folder" }));
    await waitFor(() => expect(shown).toHaveBeenCalledWith({ id: 7 }));
    list = [...list, { ...running, id: 8, state: "failed", problem: problem("exportFailed", { params: { reason: "full", file: "fleet.csv" } }) }];
    act(() => emit({ kind: "export", id: 8 }));
    await screen.findAllByText("The disk is full. fleet.csv was not made; a file of that name is as it was. Make room, or export to another disk.");
  });
});
