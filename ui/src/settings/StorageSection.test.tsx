import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PreferenceChange } from "../backend/bindings/types";
import { toasts } from "../components/toasts";
import { backend, problem } from "../test/backend";
import { budgetRows, preferences, storage } from "../test/fixtures/settings";
import { setPreferences } from "../test/settingsBackend";
import { expectAccessible, showPage } from "../test/showPage";
import { BudgetSection } from "./BudgetSection";
import { StorageSection } from "./StorageSection";
import { fileSize } from "./useFileSize";

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

beforeEach(() => void setPreferences(preferences));

describe("the API budget", () => {
  const lines = async () => within(await screen.findByRole("list", { name: "Calls in the last minute" })).getAllByRole("listitem");

  it("shows what is used of what was learned, and what is throttled", async () => {
    await showPage(<BudgetSection />);
    const texts = (await lines()).map((line) => line.textContent);
    await waitFor(async () => expect((await lines())[0]?.textContent).toBe("prod-cnDescribeSnapshotscn-hangzhou50 of 70"));
    expect(texts).toHaveLength(7);
    expect(texts[2]).toMatch(/Throttled42/);
    expect(texts[5]).toMatch(/DescribeRegionscentralno limit met1/);
    expect(screen.getByRole("img", { name: "50 of 70 used, 21 left for other tools" })).toBeTruthy();
    await expectAccessible();
  });

  it("is read again while it is shown", async () => {
    const read = vi.fn(() => budgetRows);
    backend.api_budget = read;
    await showPage(<BudgetSection />);
    await lines();
    await waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(1), { timeout: 8_000 });
  });

  it("shows the most used first, and the others when one asks", async () => {
    backend.api_budget = () => Array.from({ length: 30 }, (_, index) => ({ ...budgetRows[0], action: `Describe${index}`, calls: 60 - index }));
    await showPage(<BudgetSection />);
    expect(await lines()).toHaveLength(6);
    await press("Show 24 more");
    expect(await lines()).toHaveLength(30);
    await press("Show fewer");
    expect(await lines()).toHaveLength(6);
  });

  it("says that there was no call, and that it could not be read", async () => {
    backend.api_budget = () => [];
    const { unmount } = await showPage(<BudgetSection />);
    expect(await screen.findByText("No call in the last minute")).toBeTruthy();
    unmount();
    backend.api_budget = () => {
      throw problem("internal");
    };
    await showPage(<BudgetSection />);
    expect(await screen.findByText("The API budget could not be read")).toBeTruthy();
  });

  it("leaves another share for other tools", async () => {
    const asked: PreferenceChange[] = [];
    backend.preferences_change = ({ change }: { change: PreferenceChange }) => {
      asked.push(change);
      return setPreferences({ budgetShare: 50 });
    };
    await showPage(<BudgetSection />);
    await userEvent.click(await screen.findByRole("combobox", { name: "Leave for other tools" }));
    await userEvent.click(screen.getByRole("option", { name: "50%" }));
    await waitFor(() => expect(screen.getByRole("combobox").textContent).toBe("50%"));
    expect(asked).toEqual([{ kind: "budgetShare", value: 50 }]);
  });
});

describe("keyring and data", () => {
  it("says where things are and how much it is", async () => {
    await showPage(<StorageSection />);
    expect(await screen.findByText("GNOME Keyring, 4 kept")).toBeTruthy();
    expect(screen.getByText("Unlocked")).toBeTruthy();
    expect(screen.getByText(storage.dataFolder).parentElement?.textContent).toBe(`${storage.dataFolder}, 12 MB`);
    expect(screen.getByText("What was listed; safe to clear, 214 MB")).toBeTruthy();
    await expectAccessible();
  });

  it("opens a folder, and tells when that fails", async () => {
    const added = vi.spyOn(toasts, "add");
    const open = vi.fn<(args: { folder: string }) => void>();
    backend.folder_open = open;
    await showPage(<StorageSection />);
    await screen.findByText("Data folder");
    await press("Open Log folder");
    await waitFor(() => expect(open).toHaveBeenCalledWith({ folder: "log" }));
    backend.folder_open = () => {
      throw problem("folderNotShown");
    };
    await press("Open Data folder");
    await waitFor(() => expect(added.mock.calls.at(-1)?.[0].data?.tone).toBe("bad"));
  });

  it("has no button for a log that is not written", async () => {
    backend.storage_info = () => ({ ...storage, logFolder: "" });
    await showPage(<StorageSection />);
    expect(await screen.findByText("No log is written")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open Log folder" })).toBeNull();
  });

  it("tests the keyring, and says what is wrong with it and what to do", async () => {
    await showPage(<StorageSection />);
    await screen.findByText("Unlocked");
    await press("Test keyring");
    expect(await screen.findByText(/^Works, \d\d:\d\d$/)).toBeTruthy();
    backend.keyring_test = () => ({ ready: false, problem: "keyringLocked" });
    await press("Test keyring");
    expect((await screen.findByRole("alert")).textContent).toMatch(/The keyring is locked.*Unlock it, then try again/);
    expect(screen.getByText("Not usable")).toBeTruthy();
    backend.keyring_test = () => {
      throw problem("keyringWaiting");
    };
    await press("Test keyring");
    await waitFor(() => expect(screen.getByRole("alert").textContent).toMatch(/shows a prompt/));
    await expectAccessible();
  });

  it("clears the cache after it has said what that does", async () => {
    const added = vi.spyOn(toasts, "add");
    const clear = vi.fn(() => undefined);
    backend.cache_clear = clear;
    await showPage(<StorageSection />);
    await screen.findByText("Cache");
    await press("Clear cache…");
    const dialog = within(await screen.findByRole("dialog", { name: "Clear the cache" }));
    expect(dialog.getAllByRole("listitem").map((item) => item.textContent)).toContain("Accounts, jobs, settings and saved views stay");
    expect(clear).not.toHaveBeenCalled();
    await expectAccessible();
    backend.storage_info = () => ({ ...storage, cacheBytes: 40_000 });
    await userEvent.click(dialog.getByRole("button", { name: "Clear cache" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(clear).toHaveBeenCalledTimes(1);
    expect(added.mock.calls.at(-1)?.[0].title).toBe("The cache is cleared");
    expect(await screen.findByText("What was listed; safe to clear, 40 kB")).toBeTruthy();
  });

  it("says in the dialog why the cache could not be cleared", async () => {
    backend.cache_clear = () => {
      throw problem("cacheFailed", { params: { reason: "readOnly" } });
    };
    await showPage(<StorageSection />);
    await screen.findByText("Cache");
    await press("Clear cache…");
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Clear cache" }));
    expect((await dialog.findByRole("alert")).textContent).toMatch(/read-only/);
  });

  it("says that it could not be read", async () => {
    backend.storage_info = () => {
      throw problem("internal");
    };
    await showPage(<StorageSection />);
    expect(await screen.findByText("Where things are kept could not be read")).toBeTruthy();
    backend.storage_info = () => storage;
    await press("Try again");
    expect(await screen.findByText("Unlocked")).toBeTruthy();
  });
});

it.each([
  [0, "0 bytes"],
  [827, "827 bytes"],
  [1_400_000, "1.4 MB"],
  [12_345_678, "12 MB"],
  [3_200_000_000_000, "3,200 GB"],
])("writes %d bytes as %s", (bytes, text) => {
  expect(fileSize(bytes, "en-US")).toBe(text);
});
