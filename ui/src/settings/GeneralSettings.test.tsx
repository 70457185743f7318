import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NotificationChoice, PreferenceChange } from "../backend/bindings/types";
import "../accounts/AccountsSection";
import { i18next, switchLanguage } from "../i18n";
import { historyStore, useRoute } from "../route";
import { backend, problem } from "../test/backend";
import { preferences } from "../test/fixtures/settings";
import { holdAnswer } from "../test/holdAnswer";
import { setPreferences } from "../test/settingsBackend";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import SettingsPage from "./SettingsPage";

/** Every change that the page has asked for. */
const asked: PreferenceChange[] = [];

function Shown() {
  const route = useRoute();
  return <SettingsPage section={route.page === "settings" ? route.section : "general"} />;
}

const show = async () => {
  historyStore.set({ entries: [{ page: "settings", section: "general" }], at: 0 });
  await showPage(<Shown />);
  await screen.findByRole("combobox", { name: "Refresh" });
};

beforeEach(() => {
  setPreferences(preferences);
  asked.length = 0;
  const change = backend.preferences_change as (args: { change: PreferenceChange }) => unknown;
  backend.preferences_change = (args: { change: PreferenceChange }) => {
    asked.push(args.change);
    return change(args);
  };
});

afterEach(async () => {
  vi.useRealTimers();
  await switchLanguage("en-US");
});

describe("the list of sections", () => {
  it("has nothing that axe objects to", async () => {
    await show();
    await expectAccessible();
  });

  it("leads to each section of the page, also a second time", async () => {
    await show();
    const into = vi.spyOn(Element.prototype, "scrollIntoView");
    const list = within(screen.getByRole("navigation", { name: "Settings sections" }));
    for (const [name, title] of [["Network", "Network"], ["Storage", "Keyring and data"], ["Storage", "Keyring and data"], ["General", "General"]] as const) {
      await userEvent.click(list.getByRole("button", { name }));
      const heading = screen.getByRole("heading", { level: 2, name: title });
      await waitFor(() => expect(document.activeElement).toBe(heading));
      expect(into.mock.contexts.at(-1)).toBe(heading);
      expect(list.getByRole("button", { name }).getAttribute("aria-current")).toBe("page");
    }
    expect(into).toHaveBeenCalledTimes(4);
  });

  it("leads to the accounts, and from there to a section", async () => {
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Accounts" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Accounts" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "API budget" }));
    const heading = await screen.findByRole("heading", { name: "API budget" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });
});

describe("general", () => {
  it("sets how often the lists are read", async () => {
    await show();
    const box = screen.getByRole("combobox", { name: "Refresh" });
    expect(box.textContent).toBe("Every 2 minutes");
    await userEvent.click(box);
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["Every minute", "Every 2 minutes", "Every 5 minutes", "Every 15 minutes", "Every hour"]);
    await userEvent.click(screen.getByRole("option", { name: "Every hour" }));
    await waitFor(() => expect(screen.getByRole("combobox", { name: "Refresh" }).textContent).toBe("Every hour"));
    expect(asked).toEqual([{ kind: "refreshMinutes", value: 60 }]);
  });

  it("hides snapshots by name once one has stopped typing, and says how many these are", async () => {
    await show();
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Hide snapshots named" });
    expect(field.value).toBe("SAS_Agentless*");
    expect(screen.getByText("46 hidden now")).toBeTruthy();
    await userEvent.type(field, ", tmp-*");
    expect(screen.getByText("* for any text, commas between names")).toBeTruthy();
    expect(asked).toEqual([]);
    await waitFor(() => expect(asked).toEqual([{ kind: "hiddenSnapshotNames", value: "SAS_Agentless*, tmp-*" }]));
    expect(await screen.findByText("46 hidden now")).toBeTruthy();
    await userEvent.clear(field);
    await userEvent.tab();
    await waitFor(() => expect(asked.at(-1)).toEqual({ kind: "hiddenSnapshotNames", value: "" }));
    expect(field.value).toBe("");
  });

  it("keeps what was typed when it is refused, and says at the field why", async () => {
    await show();
    backend.preferences_change = () => {
      throw problem("storeFailed", { params: { reason: "full", operation: "write" } });
    };
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Hide snapshots named" });
    await userEvent.clear(field);
    await userEvent.type(field, "x*{Enter}");
    await waitFor(() => expect(noteOf(field)).toMatch(/The disk is full/));
    expect(field.value).toBe("x*");
    await expectAccessible();
  });

  it("follows what is set elsewhere", async () => {
    await show();
    setPreferences({ refreshMinutes: 15 });
    await waitFor(() => expect(screen.getByRole("combobox", { name: "Refresh" }).textContent).toBe("Every 15 minutes"));
  });
});

describe("notifications", () => {
  it("are chosen one by one", async () => {
    await show();
    const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
    expect([box("A job is done").checked, box("Also while the window is in front").checked]).toEqual([true, false]);
    await userEvent.click(screen.getByText("A job is done"));
    await userEvent.click(box("Also while the window is in front"));
    await waitFor(() => expect([box("A job is done").checked, box("Also while the window is in front").checked]).toEqual([false, true]));
    const value: NotificationChoice = { done: false, failed: true, needsYou: true, inFront: true };
    expect(asked.at(-1)).toEqual({ kind: "notifications", value });
  });
});

describe("notifications that are chosen quickly", () => {
  it("do not take each other back", async () => {
    await show();
    const release = holdAnswer("preferences_change");
    await userEvent.click(screen.getByRole("checkbox", { name: "A job is done" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Something needs you" }));
    release();
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked.at(-1)?.value).toEqual({ done: false, failed: true, needsYou: false, inFront: false });
  });
});

describe("settings that cannot be read", () => {
  it("are told once, and the rest of the page can be used", async () => {
    backend.preferences_get = () => {
      throw problem("storeFailed", { params: { reason: "busy", operation: "read" } });
    };
    await showPage(<SettingsPage section="general" />);
    expect(await screen.findByText("The settings could not be read")).toBeTruthy();
    expect(screen.getByText(/Another program holds the file/)).toBeTruthy();
    expect(screen.getByRole("combobox", { name: "Language" })).toBeTruthy();
    expect(screen.queryByRole("checkbox")).toBeNull();
    await expectAccessible();
    backend.preferences_get = () => preferences;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("checkbox", { name: "A job is done" })).toBeTruthy();
    expect(screen.queryByText("The settings could not be read")).toBeNull();
  });
});

it("has Chinese words", async () => {
  await i18next.loadLanguages("zh-CN");
  await switchLanguage("zh-CN");
  await showPage(<SettingsPage section="general" />);
  expect((await screen.findByRole("combobox", { name: "刷新" })).textContent).toBe("每2分钟");
  expect(screen.getByText("当前隐藏46个")).toBeTruthy();
  for (const name of ["通用", "通知", "网络", "API调用额度", "密钥环和数据", "关于"]) expect(screen.getByRole("heading", { level: 2, name })).toBeTruthy();
  expect(screen.getByRole("radio", { name: "自定义" })).toBeTruthy();
  expect(screen.getByText("50 / 70")).toBeTruthy();
});
