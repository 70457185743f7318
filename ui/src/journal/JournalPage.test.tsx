import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { JournalFile, JournalFilter } from "../backend/bindings/types";
import { i18next } from "../i18n";
import journal from "../i18n/en-US/journal";
import problems from "../i18n/en-US/problems";
import { currentRoute } from "../route";
import { backend, emit, problem } from "../test/backend";
import { journalEntryOf, journalLines, journalPageOf } from "../test/fixtures/journal";
import { expectAccessible, showPage } from "../test/showPage";
import { EVERYTHING, ask, askedStore, openedStore } from "./asked";
import JournalPage from "./JournalPage";

beforeEach(() => {
  ask(EVERYTHING);
  openedStore.set(null);
});

const grid = () => screen.findByRole("grid", { name: "Requests that changed something" });
const rows = async () => within(await grid()).getAllByRole("row").slice(1);
const rowOf = async (words: string) => {
  const row = (await rows()).find((each) => each.textContent.includes(words));
  if (!row) throw new Error(`no row with ${words}`);
  return row;
};

async function detailsOf(action: string) {
  const heading = await screen.findByRole("heading", { name: action });
  const details = heading.closest("aside");
  if (!details) throw new Error(`no details of ${action}`);
  return details;
}

/** What was asked of the core, newest last. */
function spyOnPages(): JournalFilter[] {
  const asked: JournalFilter[] = [];
  backend.journal_page = ({ filter, before }: { filter: JournalFilter; before: number | null }) => {
    asked.push(filter);
    return journalPageOf(filter, before);
  };
  return asked;
}

async function addFilter(name: string) {
  await userEvent.click(screen.getByRole("button", { name: "Filter" }));
  await userEvent.click(await screen.findByRole("menuitem", { name }));
}

describe("the journal", () => {
  it("has words for every action that a lock refuses", () => {
    for (const action of Object.keys(problems.action)) expect(journal.action).toHaveProperty(action);
  });

  it("tells who did what, where, to what, and what came of it, under its day", async () => {
    await showPage(<JournalPage />);
    expect(await rows()).toHaveLength(journalLines.length);
    const refused = await rowOf("app-node-base-v9-sys");
    for (const words of ["2026-11-23 ", "ci-images", "RAM user", "staging", "cn-hangzhou", "Delete snapshot", "DeleteSnapshot", "Refused", "SnapshotCreatedImage"]) expect(refused.textContent).toContain(words);
    expect((await rowOf("StopInstances")).textContent).toContain("Alibaba Cloud account");
    const odd = await rowOf("SomeNewerAction");
    for (const words of ["acs:odd", "no region", "Not named"]) expect(odd.textContent).toContain(words);
    expect(screen.getByText("Nov 23, today")).toBeTruthy();
    expect(screen.getByText("Nov 22")).toBeTruthy();
    expect(screen.getByText(String(journalLines.length))).toBeTruthy();
    await expectAccessible();
  });

  it("is searched and filtered by the core, and says how much is shown", async () => {
    const asked = spyOnPages();
    await showPage(<JournalPage />);
    await userEvent.type(await screen.findByRole("searchbox", { name: "Search the journal" }), "erp-db ");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(asked.at(-1)?.search).toBe("erp-db");
    expect(screen.getByText("2 of 9")).toBeTruthy();
    await addFilter("Outcome");
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "No answer" }));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(asked.at(-1)).toMatchObject({ search: "erp-db", outcomes: ["unknown"] });
    await userEvent.keyboard("{Escape}");
    await addFilter("Time");
    await userEvent.click(await screen.findByRole("menuitemradio", { name: "last 2 days" }));
    await waitFor(() => expect(asked.at(-1)?.withinDays).toBe(2));
    await userEvent.clear(screen.getByRole("searchbox"));
    await userEvent.type(screen.getByRole("searchbox"), "nothing has this");
    await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));
    await waitFor(async () => expect(await rows()).toHaveLength(journalLines.length));
    expect(askedStore.get()).toEqual(EVERYTHING);
  });

  it("offers what its entries have, also an account that was removed", async () => {
    const asked = spyOnPages();
    await showPage(<JournalPage />);
    await rows();
    await addFilter("Account");
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "old-lab" }));
    await waitFor(() => expect(asked.at(-1)?.accountIds).toEqual(["old-lab"]));
    await userEvent.keyboard("{Escape}");
    await addFilter("Action");
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "Stop instances" }));
    await waitFor(() => expect(asked.at(-1)?.actions).toEqual(["ecs:StopInstances"]));
    await userEvent.keyboard("{Escape}");
    await addFilter("Region");
    await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "cn-hangzhou" }));
    await waitFor(() => expect(asked.at(-1)?.regionIds).toEqual(["cn-hangzhou"]));
  });

  it("is walked through by keys, and shows an entry with its request, its answer and its job", async () => {
    await showPage(<JournalPage />);
    await rows();
    const list = await grid();
    act(() => list.focus());
    fireEvent.keyDown(list, { key: "End" });
    fireEvent.keyDown(list, { key: "ArrowUp" });
    fireEvent.keyDown(list, { key: "Home" });
    for (let step = 0; step < 6; step += 1) fireEvent.keyDown(list, { key: "ArrowDown" });
    const active = document.getElementById(list.getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent).toContain("ReplaceSystemDisk");
    fireEvent.keyDown(list, { key: "Enter" });
    const details = await detailsOf("Replace operating system");
    for (const words of ["darkroom-ops", "1934 0285 6117 7720", "B85D27E3-1A4C-5F70-9E26-000000000007", "Left out, because it is secret: Password."]) expect(details.textContent).toContain(words);
    expect(details.textContent).toContain("Action=ReplaceSystemDisk");
    expect(details.textContent).toContain("InstanceId=i-bp1nxbotcxap5f8h2k7d");
    expect(active?.getAttribute("aria-selected")).toBe("true");
    await expectAccessible();
    expect(details.textContent).toContain("step 3");
    await userEvent.click(within(details).getByRole("button", { name: "Image job 42" }));
    expect(currentRoute()).toEqual({ page: "job", id: 42 });
    fireEvent.keyDown(list, { key: "Escape" });
    await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
  });

  it("shows what the cloud said, and never interprets it", async () => {
    backend.journal_get = ({ id }: { id: number }) => ({ ...journalEntryOf(id), message: "<b>no</b>\u202e" });
    await showPage(<JournalPage />);
    await userEvent.click(await rowOf("app-node-base-v9-sys"));
    const details = await detailsOf("Delete snapshot");
    await waitFor(() => expect(details.textContent).toContain("<b>no</b>U+202E"));
    expect(details.textContent).toContain("SnapshotCreatedImage");
    expect(details.textContent).toContain("It changed nothing.");
    await userEvent.click(await rowOf("SomeNewerAction"));
    await waitFor(() => expect(details.textContent).toContain("What is stored of this request cannot be read."));
  });

  it("reads on while it is scrolled, and follows what is written meanwhile", async () => {
    const many = Array.from({ length: 450 }, (_, index) => ({ ...journalLines[0]!, id: 1_000 - index, target: `made-${index}` }));
    const before: (number | null)[] = [];
    let all = many;
    backend.journal_page = ({ filter, before: from }: { filter: JournalFilter; before: number | null }) => {
      before.push(from);
      return journalPageOf(filter, from, all);
    };
    await showPage(<JournalPage />);
    const list = await grid();
    expect((await rows()).length).toBeLessThan(40);
    expect(before).toEqual([null]);
    expect(list.getAttribute("aria-rowcount")).toBe("451");
    act(() => list.focus());
    fireEvent.keyDown(list, { key: "End" });
    await waitFor(() => expect(before).toEqual([null, 801]));
    fireEvent.keyDown(list, { key: "End" });
    await waitFor(() => expect(before).toEqual([null, 801, 601]));
    await waitFor(() => {
      fireEvent.keyDown(list, { key: "End" });
      expect(document.getElementById(list.getAttribute("aria-activedescendant") ?? "")?.textContent).toContain("made-449");
    });
    all = [{ ...many[0]!, id: 1_001, target: "just-made" }, ...many];
    emit({ kind: "journal" });
    await waitFor(() => expect(list.getAttribute("aria-rowcount")).toBe("452"));
    // The focus stays with its entry.
    expect(document.getElementById(list.getAttribute("aria-activedescendant") ?? "")?.textContent).toContain("made-449");
    fireEvent.keyDown(list, { key: "Home" });
    await waitFor(async () => expect((await rowOf("just-made")).getAttribute("aria-rowindex")).toBe("2"));
  });

  it("is written to a file as it is filtered, with the words of the window", async () => {
    const written: { filter: JournalFilter; file: JournalFile }[] = [];
    backend.journal_export = (args: { filter: JournalFilter; file: JournalFile }) => {
      written.push(args);
      return null;
    };
    ask({ outcomes: ["refused"] });
    await showPage(<JournalPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Export…" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Table (CSV)" }));
    await waitFor(() => expect(written).toHaveLength(1));
    expect(written[0]?.filter.outcomes).toEqual(["refused"]);
    expect(written[0]?.file.format).toBe("csv");
    expect(written[0]?.file.words).toMatchObject({ sentAt: "Time", requestId: "Request ID", refused: "Refused", production: "Production" });
  });

  it("tells nothing done from nothing matching from what could not be read", async () => {
    backend.journal_page = ({ filter }: { filter: JournalFilter }) => journalPageOf(filter, null, []);
    const { unmount } = await showPage(<JournalPage />);
    expect(await screen.findByText("Nothing has been changed yet")).toBeTruthy();
    await expectAccessible();
    unmount();
    backend.journal_page = () => {
      throw problem("storeFailed", { params: { reason: "full" } });
    };
    await showPage(<JournalPage />);
    expect(await screen.findByText("The journal could not be read")).toBeTruthy();
    expect(screen.queryByText("Nothing has been changed yet")).toBeNull();
  });

  it("speaks Chinese", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    await i18next.loadNamespaces(["journal", "grid", "details", "jobs", "image"]);
    await showPage(<JournalPage />);
    const list = await screen.findByRole("grid", { name: "做出变更的请求" });
    expect(within(list).getByText("更换操作系统")).toBeTruthy();
    expect(within(list).getByText("被拒绝")).toBeTruthy();
    await expectAccessible();
    await act(() => i18next.changeLanguage("en-US"));
  });
});
