import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { i18next, switchLanguage } from "../i18n";
import { backend, problem } from "../test/backend";
import { expectAccessible, showPage, valueOf } from "../test/showPage";
import SettingsPage from "./SettingsPage";
import { SupportReportButton } from "./SupportReportButton";

const text = async () => (await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Text of the support report" })).value;
const open = async (person = userEvent.setup()) => {
  await person.click(await screen.findByRole("button", { name: "Copy support report" }));
  return { person, dialog: within(await screen.findByRole("dialog", { name: "Support report" })) };
};

afterEach(async () => {
  await switchLanguage("en-US");
});

describe("settings", () => {
  it("has nothing that axe objects to", async () => {
    await showPage(<SettingsPage section="general" />);
    await screen.findByRole("heading", { name: "General" });
    await expectAccessible();
  });

  it("shows the language it has just been switched to", async () => {
    await i18next.loadLanguages("zh-CN");
    await showPage(<SettingsPage section="general" />);
    const box = await screen.findByRole("combobox", { name: "Language" });
    expect(box.textContent).toBe("English");
    await switchLanguage("zh-CN");
    expect((await screen.findByRole("combobox", { name: "语言" })).textContent).toBe("简体中文");
  });
});

describe("the support report", () => {
  it("is shown before it is copied, and says that it was", async () => {
    await showPage(<SettingsPage section="general" />);
    const { person, dialog } = await open();
    expect(dialog.getByText(/No key, password or other secret is in it/)).toBeTruthy();
    const shown = await text();
    expect(shown).toMatch(/^Darkroom 0\.1\.0/);
    await expectAccessible();
    await person.click(dialog.getByRole("button", { name: "Copy support report" }));
    await waitFor(() => expect(dialog.getByRole("status").textContent).toBe("Copied"));
    expect(await navigator.clipboard.readText()).toBe(shown);
  });

  it("is one of a job when it is opened from a job", async () => {
    const report = vi.fn(({ jobId }: { jobId: number | null }) => `Job ${String(jobId)}`);
    backend.support_report = report;
    await showPage(<SupportReportButton jobId={12} />);
    const { dialog } = await open();
    expect(await text()).toBe("Job 12");
    expect(report).toHaveBeenCalledWith({ jobId: 12 });
    expect(dialog.getByText(/job 12 with its steps/)).toBeTruthy();
  });

  it("says why it could not be made, and makes it on the next try", async () => {
    backend.support_report = () => {
      throw problem("storeFailed", { params: { reason: "other", operation: "read" } });
    };
    await showPage(<SupportReportButton />);
    const { person, dialog } = await open();
    expect(await dialog.findByText("The support report could not be made")).toBeTruthy();
    expect(dialog.getByText(/could not read its file/)).toBeTruthy();
    backend.support_report = () => "made";
    await person.click(dialog.getByRole("button", { name: "Try again" }));
    expect(await text()).toBe("made");
  });

  it("says so when the clipboard refuses, and leaves the text to be selected", async () => {
    await showPage(<SupportReportButton />);
    const { person, dialog } = await open();
    const shown = await text();
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(new Error("denied"));
    await person.click(dialog.getByRole("button", { name: "Copy support report" }));
    expect((await dialog.findByRole("alert")).textContent).toMatch(/could not be copied/);
    expect(dialog.getByRole("status").textContent).toBe("");
    expect(valueOf(dialog.getByRole("textbox")) || (await text())).toBe(shown);
  });

  it("has Chinese words", async () => {
    await i18next.loadLanguages("zh-CN");
    await switchLanguage("zh-CN");
    await showPage(<SupportReportButton jobId={12} />);
    await userEvent.click(await screen.findByRole("button", { name: "复制支持报告" }));
    expect(await screen.findByText(/以及任务12的步骤和请求/)).toBeTruthy();
  });
});
