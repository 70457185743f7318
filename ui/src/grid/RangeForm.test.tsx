import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { i18next } from "../i18n";
import { noteOf, valueOf as shown } from "../test/showPage";
import { RangeForm } from "./RangeForm";

const field = (name: string) => screen.getByRole("textbox", { name });

describe("from and to", () => {
  it.each([
    ["gib", "100", "40", "Type 100 or more.", [100, 400]],
    ["day", "2026-11-23", "2026-11-2", "Type 2026-11-23 or a later date.", undefined],
  ] as const)("in %s are not applied the wrong way round, and what was typed stays", async (unit, from, to, words, applied) => {
    await i18next.changeLanguage("en-US");
    const onApply = vi.fn();
    render(<RangeForm unit={unit} from={null} to={null} onApply={onApply} />);
    await userEvent.type(field("From"), from);
    await userEvent.type(field("To"), `${to}{Enter}`);
    expect(onApply).not.toHaveBeenCalled();
    expect(field("To").getAttribute("aria-invalid")).toBe("true");
    expect(field("From").getAttribute("aria-invalid")).toBeNull();
    expect(noteOf(field("To"))).toContain(words);
    expect([shown(field("From")), shown(field("To"))]).toEqual([from, to]);
    await userEvent.type(field("To"), unit === "gib" ? "0{Enter}" : "3{Enter}");
    expect(onApply).toHaveBeenCalledOnce();
    if (applied) expect(onApply).toHaveBeenCalledWith(...applied);
  });
});
