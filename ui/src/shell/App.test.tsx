import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { i18next } from "../i18n";
import { go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { seriousViolations } from "../test/axe";
import { backend, problem, setWorld } from "../test/backend";
import { jobDetailOf } from "../test/fixtures/jobDetail";
import { jobs } from "../test/fixtures/jobs";
import { rows } from "../test/fixtures/rows";
import { partly } from "../test/fixtures/sync";
import { renderPart } from "../test/render";
import { App } from "./App";

const rowOf = async (name: string) => (await screen.findByText(name)).closest<HTMLElement>("[role=row]")!;
const grid = () => screen.getByRole("grid", { name: "Snapshots" });
const focusedCell = () => document.getElementById(grid().getAttribute("aria-activedescendant") ?? "");

// The limit is for tests that hang, not for machines that are slow.
vi.setConfig({ testTimeout: 60_000 });

// What the window loads when it is idle is there before the tests, not after them.
beforeAll(async () => {
  await Promise.all([import("../snapshots/SnapshotDetails"), import("../jobs/JobToasts"), import("../components/MenuPopup"), import("../components/PopoverPopup")]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  go({ page: "snapshots" });
  scopeStore.set(EVERYWHERE);
});

describe("the window", () => {
  it("shows rows, how many there are, and what is running", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    expect(screen.getByText("12,418")).toBeTruthy();
    expect(screen.getByRole("button", { name: "erp-db-golden-1123 Copying to cn-shanghai 2 of 5 steps 62%" })).toBeTruthy();
    expect(screen.getByText("Synced 34 s ago")).toBeTruthy();
  });

  it("says over a job which account and region it is about, and moves the focus to its heading", { timeout: 150_000 }, async () => {
    backend.job_get = () => jobDetailOf(jobs[0]!);
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    act(() => go({ page: "job", id: 42 }));
    const scope = screen.getByRole("group", { name: "Scope" });
    expect(await within(scope).findByText("prod-cn")).toBeTruthy();
    expect(within(scope).getByText("cn-hangzhou")).toBeTruthy();
    // The page of a job is loaded when it is shown for the first time.
    await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"), { timeout: 90_000 });
  });

  it("keeps only the rows in sight in the page, and tells how many there are", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    expect(grid().getAttribute("aria-rowcount")).toBe("12419");
    expect(grid().querySelectorAll("[role=row]").length).toBeLessThan(60);
  });

  it("has nothing that axe finds serious", async () => {
    const { container } = renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    expect(await seriousViolations(container)).toEqual([]);
  });

  it("has nothing that axe finds serious in the details", async () => {
    renderPart(<App />);
    await userEvent.click(await rowOf("erp-db-01-sys-1123"));
    await screen.findByText("Disks of erp-db-01 over time");
    expect(await seriousViolations(screen.getByRole("complementary"))).toEqual([]);
  });

  it("shows every word in Chinese when the language is switched while it runs", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    await i18next.changeLanguage("zh-CN");
    expect(await screen.findByRole("heading", { name: "快照" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "创建自定义镜像" })).toBeTruthy();
    expect(screen.getByText("34秒前同步")).toBeTruthy();
  });

  it("welcomes who has no account", async () => {
    backend.account_list = () => [];
    renderPart(<App />);
    await waitFor(() => expect(screen.queryByRole("grid")).toBeNull());
  });
});

describe("the grid", () => {
  it("is one tab stop, and keys move the focus inside of it", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    grid().focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(focusedCell()?.textContent).toBe("erp-db-01-data1-1123");
    await userEvent.keyboard("{Home} ");
    await screen.findByText("1 selected");
    expect(grid().querySelectorAll("[tabindex='0']").length).toBe(0);
  });

  it("is where the arrow down goes on to from the search", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    screen.getByRole("searchbox").focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(grid());
  });

  it("is left alone while the arrow down chooses a word of an input method, or is pressed with another key", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    const field = screen.getByRole("searchbox");
    field.focus();
    fireEvent.keyDown(field, { key: "ArrowDown", isComposing: true });
    await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}{Alt>}{ArrowDown}{/Alt}");
    expect(document.activeElement).toBe(field);
  });

  it("keeps the focus on its snapshot when rows come in above it", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    grid().focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(focusedCell()?.textContent).toBe("erp-db-01-sys-1123");
    const arrived = rows.slice(100, 102).map((row) => ({ ...row, key: { ...row.key, id: `${row.key.id}-new` } }));
    act(() => setWorld({ snapshots: [...arrived, ...rows] }));
    await screen.findByText("12,420");
    await waitFor(() => expect(focusedCell()?.textContent).toBe("erp-db-01-sys-1123"));
  });

  it("sorts by the column whose name is clicked, and says so", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    expect(screen.getByRole("columnheader", { name: "Age" }).getAttribute("aria-sort")).toBe("descending");
    await userEvent.click(screen.getByRole("columnheader", { name: "Name" }));
    await waitFor(() => expect(screen.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("ascending"));
  });

  it("marks the letters that match the search", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    await userEvent.keyboard("/redis-cache");
    await waitFor(() => expect(document.querySelector("mark")?.textContent).toBe("redis-cache"));
    expect(screen.getByText("1 of 12,418")).toBeTruthy();
  });

  it("says that nothing matches, and clears what hides the rows", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    await userEvent.type(screen.getByRole("searchbox"), "no such thing");
    await screen.findByText("No snapshot matches");
    await userEvent.click(screen.getAllByRole("button", { name: "Clear search" }).at(-1)!);
    await rowOf("erp-db-01-sys-1123");
  });

  it("shows hostile names as they are", async () => {
    const hostile = '<img src=x onerror="window.hit=1"> {{name}} $t(common:yes) \u202Egpj.exe';
    setWorld({ snapshots: [{ ...rows[1]!, name: hostile, status: "<b>odd</b>" }] });
    const { container } = renderPart(<App />);
    const shown = hostile.replace("\u202E", "U+202E");
    await screen.findByText((_, element) => element?.tagName === "BDI" && element.textContent === shown);
    expect(screen.getByText("<b>odd</b>")).toBeTruthy();
    expect(screen.getByRole("checkbox", { name: `Select ${hostile.replace("\u202E", "[U+202E]")}` })).toBeTruthy();
    expect(container.querySelector("img")).toBeNull();
  });

  it("tells why the rows could not be read, with code and request id, and asks again", async () => {
    const answer = backend.view_open!;
    backend.view_open = () => {
      throw problem("storeFailed");
    };
    renderPart(<App />);
    await screen.findByText("The snapshots could not be read");
    backend.view_open = answer;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await rowOf("erp-db-01-sys-1123");
  });
});

describe("a sync that could not ask everywhere", () => {
  beforeEach(() => {
    backend.sync_state = () => partly;
  });

  it("is told over the rows and in the status bar, with the provider's own words on demand", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    expect(screen.getByText("1 of 9 regions could not be asked in full")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show reasons" }));
    await screen.findByText(/^The .* of prod-intl in eu-central-1 could not be asked$/);
    expect(screen.getByText("Forbidden.RAM")).toBeTruthy();
    expect(screen.getByText(/^2F6B9D07/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Copy Request ID" })).toBeTruthy();
  });

  it("is not told for accounts outside of the scope", async () => {
    scopeStore.set({ accountIds: ["test-lab"], regionIds: [], resourceGroupIds: [] });
    renderPart(<App />);
    await screen.findByText("1 of 9 regions could not be asked in full");
    expect(screen.queryByRole("button", { name: "Show reasons" })).toBeNull();
  });
});

describe("the details", () => {
  it("open with a click, show the whole record on demand, and close", async () => {
    renderPart(<App />);
    await userEvent.click(await rowOf("erp-db-01-sys-1123"));
    const panel = await screen.findByRole("complementary", { name: "Details" });
    await within(panel).findByText("Same moment: snapshots of all 3 disks within 2 s. The wizard proposes this set.");
    expect(within(panel).getByText("30 days, until 2026-12-23")).toBeTruthy();
    await userEvent.click(within(panel).getByRole("button", { name: "All fields" }));
    expect(within(panel).getByText("SourceDiskSize")).toBeTruthy();
    await userEvent.click(within(panel).getByRole("button", { name: "Close details" }));
    expect(screen.queryByRole("complementary")).toBeNull();
  });

  it("edge the other snapshots of the moment", async () => {
    renderPart(<App />);
    await userEvent.click(await rowOf("erp-db-01-sys-1123"));
    await waitFor(async () => expect((await rowOf("erp-db-01-data2-1123")).className).toContain("marked"));
    expect((await rowOf("redis-cache-07-sys")).className).not.toContain("marked");
  });

  it("move along the time line with the keyboard, and keep the focus there", async () => {
    const { views } = renderPart(<App />);
    await userEvent.click(await rowOf("erp-db-01-sys-1123"));
    (await screen.findByRole("listbox")).focus();
    await userEvent.keyboard("{ArrowLeft}{Enter}");
    await waitFor(() => expect(views.snapshots.opened.get()?.id).toBe(rows.find((row) => row.name === "erp-db-01-sys-1122")?.key.id));
    await screen.findByRole("heading", { name: "erp-db-01-sys-1122" });
    expect(document.activeElement).toBe(screen.getByRole("listbox"));
  });
});

describe("Create custom image", () => {
  it("explains why a data-disk snapshot alone will not do, and selects the one that will", async () => {
    const { views } = renderPart(<App />);
    await userEvent.click(await rowOf("erp-db-01-data1-1123"));
    await userEvent.click(screen.getByRole("button", { name: "Create custom image" }));
    await screen.findByText(/A data disk snapshot alone cannot be made into an image/);
    await userEvent.click(screen.getByRole("button", { name: "Select erp-db-01-sys-1123" }));
    expect(views.snapshots.opened.get()?.id).toBe("s-bp1f3k9x7q2m8d4ahw0z");
  });
});

describe("the scope", () => {
  it("narrows to one account", async () => {
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    await userEvent.click(screen.getByRole("button", { name: /All accounts/ }));
    await userEvent.click(await screen.findByRole("menuitemradio", { name: /test-lab/ }));
    await waitFor(() => expect(scopeStore.get().accountIds).toEqual(["test-lab"]));
  });

  it("saves the chosen regions when the list is closed", async () => {
    const chosen: { accountId: string; regionIds: string[] }[] = [];
    backend.region_choose = (args: { accountId: string; regionIds: string[] }) => void chosen.push(args);
    scopeStore.set({ accountIds: ["prod-cn"], regionIds: [], resourceGroupIds: [] });
    renderPart(<App />);
    await rowOf("erp-db-01-sys-1123");
    // Only where they are: to look for them in the whole window takes most of the time.
    const scope = within(screen.getByRole("group", { name: "Scope" }));
    await userEvent.click(await scope.findByRole("button", { name: /9 \/ 28/ }));
    const menu = within(await screen.findByRole("menu"));
    await userEvent.click(menu.getByRole("menuitemcheckbox", { name: /cn-qingdao/ }));
    expect(chosen).toEqual([]);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(chosen.map(({ accountId, regionIds }) => [accountId, regionIds.length])).toEqual([["prod-cn", 10]]));
    expect(chosen[0]?.regionIds).toContain("cn-qingdao");
  });
});
