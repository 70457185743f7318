import { expect, it } from "vitest";
import { placeTooltip } from "./placeTooltip";

const box = (left: number, top: number) => ({ left, right: left + 28, top, bottom: top + 28 });

it("hangs a tooltip under its element, over it at the foot, and keeps it inside of the window", () => {
  expect(placeTooltip(box(100, 100), 1280, 800)).toEqual({ y: 134, above: false, left: 100, right: null });
  expect(placeTooltip(box(100, 772), 1280, 800)).toEqual({ y: 766, above: true, left: 100, right: null });
  expect(placeTooltip(box(1240, 8), 1280, 800)).toEqual({ y: 42, above: false, left: null, right: 12 });
  expect(placeTooltip(box(-20, 8), 1280, 800).left).toBe(8);
});
