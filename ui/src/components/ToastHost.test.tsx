import { act, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { i18next, switchLanguage } from "../i18n";
import { ToastHost } from "./ToastHost";
import { showToast, toasts } from "./toasts";

beforeEach(async () => {
  await i18next.loadLanguages("zh-CN");
});

afterEach(async () => {
  vi.useRealTimers();
  act(() => toasts.close());
  await act(() => switchLanguage("en-US"));
});

describe("toasts", () => {
  it("go by themselves, a failure later than a result", () => {
    vi.useFakeTimers();
    render(<ToastHost />);
    act(() => {
      showToast("Job done", "", { tone: "good" });
      showToast("A step of the job failed", "", { tone: "bad" });
    });
    const shown = () => ["Job done", "A step of the job failed"].filter((title) => screen.queryAllByText(title).length > 0);
    expect(shown()).toHaveLength(2);
    void act(() => vi.advanceTimersByTime(8_100));
    expect(shown()).toEqual(["A step of the job failed"]);
    void act(() => vi.advanceTimersByTime(12_000));
    expect(shown()).toEqual([]);
  });

  it("can be closed by who reads the page, before they have the focus", async () => {
    render(<ToastHost />);
    act(() => showToast("Job done", "", { tone: "good" }));
    // The name of a button counts only where nothing hides it.
    const close = await screen.findByRole("button", { name: "Close" });
    expect(close.getAttribute("aria-hidden")).toBe("false");
  });

  it("do not stay in the language before", async () => {
    render(<ToastHost />);
    act(() => showToast("Job done", "", { tone: "good" }));
    expect(screen.queryAllByText("Job done").length).toBeGreaterThan(0);
    await act(() => switchLanguage("zh-CN"));
    await waitFor(() => expect(screen.queryAllByText("Job done")).toEqual([]));
  });
});
