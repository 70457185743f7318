import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { SelectionBar } from "./SelectionBar";
import { BAR_ROOM } from "./sizes";

const css = (file: string) => readFileSync(join(process.cwd(), "src", file), "utf8");
const lift = () => document.documentElement.style.getPropertyValue("--toast-lift");

describe("the bar of a selection", () => {
  it("lifts the toasts over itself, and lets them down when it goes", () => {
    const { unmount } = render(<SelectionBar selection={{ count: 2, hidden: 0 }} actions={[]} onClear={() => undefined} onLeave={() => undefined} />);
    expect(lift()).toBe(`${BAR_ROOM}px`);
    unmount();
    expect(lift()).toBe("");
    expect(css("components/ToastHost.module.css")).toMatch(/bottom: calc\([^;]*var\(--toast-lift, 0px\)/);
  });

  it("keeps the words of few actions readable, and has the others in a menu", async () => {
    const names = ["Start", "Stop", "Restart", "Compare", "Change", "Replace", "Export"];
    const done: string[] = [];
    const actions = names.map((label) => ({ id: label, label, icon: "play" as const, reason: label === "Stop" ? "All are stopped" : undefined, run: () => void done.push(label) }));
    render(<SelectionBar selection={{ count: 2, hidden: 0 }} actions={actions} onClear={() => undefined} onLeave={() => undefined} />);
    const bar = within(screen.getByRole("toolbar"));
    expect(bar.getAllByRole("button").map((button) => button.textContent)).toEqual(["Start", "Restart", "Compare", "Change", "", ""]);
    await userEvent.click(bar.getByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Replace" }));
    expect(done).toEqual(["Replace"]);
  });

  it("ends below what is kept free for it", () => {
    const height = Number(/height: (\d+)px/.exec(css("grid/SelectionBar.module.css"))?.[1]);
    // It stands 12 px over the end of the list.
    expect(height + 12).toBeLessThanOrEqual(BAR_ROOM);
  });
});
