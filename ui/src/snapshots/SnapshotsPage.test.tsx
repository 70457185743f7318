import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ViewAndRows } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { EVERYWHERE, effectiveScope, scopeStore } from "../scope";
import { backend, emit, problem, setWorld } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { rows } from "../test/fixtures/rows";
import { showPage } from "../test/showPage";
import SnapshotsPage from "./SnapshotsPage";

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
});

const first = () => screen.findByText("web-gw-02-pre-patch");

describe("the snapshots page", () => {
  it("takes at most 26 elements for the fullest row", async () => {
    const full = { ...rows[0]!, name: "web-gw", status: "progressing", usedByImage: true, usedByDisk: true, encrypted: true };
    setWorld({ snapshots: [full] });
    const { views } = await showPage(<SnapshotsPage />);
    act(() => views.snapshots.change({ search: "gw" }));
    await waitFor(() => expect(document.querySelector("mark")).not.toBeNull());
    for (const row of screen.getAllByRole("row").slice(1)) expect(row.querySelectorAll("*").length + 1).toBeLessThanOrEqual(26 + document.querySelectorAll("mark").length);
  });

  it("shows all accounts again when the one in scope is removed", async () => {
    scopeStore.set({ accountIds: ["test-lab"], regionIds: ["cn-beijing"], resourceGroupIds: [] });
    const { views } = await showPage(<SnapshotsPage />);
    await waitFor(() => expect(views.snapshots.shown.get().total).toBeGreaterThan(0));
    backend.account_list = () => accounts.filter(({ id }) => id !== "test-lab");
    act(() => emit({ kind: "accounts" }));
    await waitFor(() => expect(views.snapshots.shown.get().spec.scope).toEqual(EVERYWHERE));
    await first();
  });

  it("closes the details of a row whose account is removed", async () => {
    const { views } = await showPage(<SnapshotsPage />);
    await first();
    act(() => views.snapshots.opened.set(rows.find((row) => row.key.accountId === "test-lab")!.key));
    backend.account_list = () => accounts.filter(({ id }) => id !== "test-lab");
    act(() => emit({ kind: "accounts" }));
    await waitFor(() => expect(views.snapshots.opened.get()).toBeNull());
  });

  it("does not search for half a word of an input method", async () => {
    const { views } = await showPage(<SnapshotsPage />);
    await first();
    const field = screen.getByRole("searchbox");
    fireEvent.compositionStart(field);
    fireEvent.input(field, { target: { value: "cai'wu" }, isComposing: true });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(views.snapshots.spec.get().search).toBe("");
    fireEvent.input(field, { target: { value: "财务" }, isComposing: true });
    fireEvent.compositionEnd(field);
    await waitFor(() => expect(views.snapshots.spec.get().search).toBe("财务"));
  });

  it("says that the rows are those of before when they cannot be read again, and tries again", async () => {
    const { views } = await showPage(<SnapshotsPage />);
    await first();
    const answer = backend.view_rows!;
    backend.view_rows = () => {
      throw problem("cacheFailed");
    };
    act(() => views.snapshots.refresh());
    await screen.findByText("The list could not be read again. The rows are those of before.");
    await first();
    backend.view_rows = answer;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByText(/could not be read again/)).toBeNull());
  });

  it("does not call the list empty when the rows of before could not be loaded", async () => {
    setWorld({ snapshots: [] });
    const answer = backend.view_open!;
    backend.view_open = (asked) => {
      const { view, window } = answer(asked) as ViewAndRows;
      return { view, window: { ...window, problem: problem("cacheFailed") } };
    };
    await showPage(<SnapshotsPage />);
    await screen.findByText("The snapshots could not be read");
    expect(screen.queryByText("No snapshots")).toBeNull();
  });

  it("tells how much of a selection is not shown, and acts on the opened row when nothing of it is", async () => {
    const { views } = await showPage(<SnapshotsPage />);
    await first();
    await userEvent.click(screen.getByRole("checkbox", { name: "Select web-gw-02-pre-patch" }));
    await screen.findByText("1 selected");
    act(() => views.snapshots.change({ search: "redis-cache" }));
    await screen.findByText("1 selected, 1 not shown");
  });

  it("says that Escape has cleared rows that are not shown", async () => {
    const { views } = await showPage(<SnapshotsPage />);
    await first();
    await userEvent.click(screen.getByRole("checkbox", { name: "Select web-gw-02-pre-patch" }));
    act(() => views.snapshots.change({ search: "redis-cache" }));
    await screen.findByText("1 selected, 1 not shown");
    screen.getByRole("grid").focus();
    await userEvent.keyboard("{Escape}");
    await screen.findByText("1 row that is not shown is no longer selected");
    await waitFor(() => expect(views.snapshots.shown.get().selection.count).toBe(0));
  });
});

describe("the scope that counts", () => {
  const known = [{ id: "a" }, { id: "b" }];

  it("is what was chosen as far as it exists, and everything when nothing of it does", () => {
    const chosen = { accountIds: ["a"], regionIds: ["r"], resourceGroupIds: [] };
    expect(effectiveScope(chosen, undefined)).toBe(chosen);
    expect(effectiveScope(chosen, known)).toBe(chosen);
    expect(effectiveScope({ accountIds: ["a", "gone"], regionIds: ["r"], resourceGroupIds: [] }, known)).toEqual(chosen);
    expect(effectiveScope({ accountIds: ["gone"], regionIds: ["r"], resourceGroupIds: [] }, known)).toEqual(EVERYWHERE);
  });
});
