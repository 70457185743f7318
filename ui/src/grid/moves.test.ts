import { describe, expect, it } from "vitest";
import { moved } from "./moves";

const extent = { rows: 100, columns: 11, page: 20 };

describe("keys in the grid", () => {
  it.each([
    ["ArrowDown", { row: 5, column: 2 }, { row: 6, column: 2 }],
    ["ArrowUp", { row: 5, column: 2 }, { row: 4, column: 2 }],
    ["ArrowUp", { row: 0, column: 2 }, { row: -1, column: 2 }],
    ["ArrowUp", { row: -1, column: 2 }, { row: -1, column: 2 }],
    ["ArrowDown", { row: 99, column: 2 }, { row: 99, column: 2 }],
    ["PageDown", { row: 5, column: 2 }, { row: 25, column: 2 }],
    ["PageDown", { row: 90, column: 2 }, { row: 99, column: 2 }],
    ["PageUp", { row: 5, column: 2 }, { row: 0, column: 2 }],
    ["PageUp", { row: -1, column: 2 }, { row: -1, column: 2 }],
    ["ArrowRight", { row: 5, column: 10 }, { row: 5, column: 10 }],
    ["ArrowLeft", { row: 5, column: 0 }, { row: 5, column: 0 }],
    ["Home", { row: 5, column: 4 }, { row: 5, column: 0 }],
    ["End", { row: 5, column: 4 }, { row: 5, column: 10 }],
  ])("%s takes the focus from %o to %o", (key, from, to) => {
    expect(moved(from, key, false, extent)).toEqual(to);
  });

  it("goes to the first and the last row with Control", () => {
    expect(moved({ row: 50, column: 3 }, "Home", true, extent)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 50, column: 3 }, "End", true, extent)).toEqual({ row: 99, column: 10 });
  });

  it("stays at the header of an empty grid", () => {
    expect(moved({ row: -1, column: 0 }, "ArrowDown", false, { ...extent, rows: 0 })).toEqual({ row: -1, column: 0 });
  });

  it("leaves other keys alone", () => {
    expect(moved({ row: 5, column: 2 }, "a", false, extent)).toBeNull();
  });
});
