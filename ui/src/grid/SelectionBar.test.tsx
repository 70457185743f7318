import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "@testing-library/react";
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

  it("ends below what is kept free for it", () => {
    const height = Number(/height: (\d+)px/.exec(css("grid/SelectionBar.module.css"))?.[1]);
    // It stands 12 px over the end of the list.
    expect(height + 12).toBeLessThanOrEqual(BAR_ROOM);
  });
});
