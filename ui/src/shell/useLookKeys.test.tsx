import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { i18next, switchLanguage } from "../i18n";
import { chooseTheme, useTheme } from "../theme";
import { useLookKeys } from "./useLookKeys";

function Window() {
  useLookKeys();
  return (
    <>
      <input aria-label="name" onKeyDown={(event) => event.stopPropagation()} />
      <output>{useTheme()}</output>
    </>
  );
}

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));
});
afterEach(async () => {
  await act(() => switchLanguage("en-US"));
  act(() => chooseTheme("system"));
});

describe("the keys for language and theme", () => {
  it("work in a field that keeps its keys to itself, as in a dialog, and type nothing", async () => {
    render(<Window />);
    const field = screen.getByLabelText<HTMLInputElement>("name");
    await userEvent.click(field);
    await userEvent.keyboard("{Control>}{Shift>}l{/Shift}{/Control}");
    await waitFor(() => expect(i18next.language).toBe("zh-CN"));
    await userEvent.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
    await waitFor(() => expect(i18next.language).toBe("en-US"));
    for (const theme of ["light", "dark", "system"]) {
      await userEvent.keyboard("{Control>}{Shift>}d{/Shift}{/Control}");
      expect(screen.getByRole("status").textContent).toBe(theme);
    }
    expect(document.documentElement.lang).toBe("en-US");
    expect(field.value).toBe("");
  });

  it("leave other keys alone", async () => {
    render(<Window />);
    await userEvent.keyboard("{Control>}l{/Control}{Shift>}d{/Shift}{Alt>}{Control>}{Shift>}l{/Shift}{/Control}{/Alt}");
    expect(i18next.language).toBe("en-US");
    expect(screen.getByRole("status").textContent).toBe("system");
  });
});
