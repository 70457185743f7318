import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SMALLEST, layoutOf } from "./diskPictureLayout";

const tokens = readFileSync(join(process.cwd(), "src/tokens.css"), "utf8");
const token = (name: string) => Number(new RegExp(`${name}: (\\d+)px`).exec(tokens)?.[1]);
const WINDOW = 960;
const SCROLLBAR = 15;

describe("the picture of the disks", () => {
  it("fits the smallest window beside the navigation and the guidance", () => {
    const room = WINDOW - token("--nav-width-collapsed") - token("--guidance-width") - 2 * token("--space-24") - SCROLLBAR;
    expect(room).toBeGreaterThanOrEqual(SMALLEST);
  });

  it.each([SMALLEST, 545, 640, 764, 1100])("has its parts side by side, joined up to the print, at %i px", (width) => {
    const { film, disks, diskWidth, bar, print, lead, curve, rest } = layoutOf(width);
    expect(film).toBeLessThan(disks - 8);
    expect(disks + diskWidth).toBeLessThan(print - 8);
    expect(bar).toBeGreaterThan(0);
    // The device name and the size stand beside the bar.
    expect(80 + bar + 41).toBeLessThanOrEqual(diskWidth);
    expect(disks + diskWidth + 1 + lead + curve + rest).toBeCloseTo(print - 4);
    expect(print).toBeLessThan(width - 120);
  });
});
