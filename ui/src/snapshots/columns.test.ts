import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../i18n/language";
import { columnsFor, type ColumnId } from "./columns";

/** What a row takes at its two sides. */
const SIDES = 24;

/** The least width of each column. */
function widthsAt(width: number, language: (typeof LANGUAGES)[number]): Map<ColumnId, number> {
  const { columns, template } = columnsFor(width, language);
  const tracks = template.split(" ");
  expect(tracks).toHaveLength(columns.length);
  return new Map(columns.map((column, index) => [column, Number(/\d+(?=px)/.exec(tracks[index] ?? "")?.[0])]));
}

// From a window of 1100 px with open details to a very wide one.
const WIDTHS = [616, 700, 779, 780, 796, 955, 956, 1099, 1100, 1600];

describe("columns of the grid", () => {
  it.each(LANGUAGES)("fit without scrolling sideways, in %s", (language) => {
    for (const width of WIDTHS) {
      const sum = [...widthsAt(width, language).values()].reduce((all, one) => all + one, SIDES);
      expect(sum, `at ${width} px`).toBeLessThanOrEqual(width);
    }
  });

  it.each(LANGUAGES)("have room for every age and for the usual names of instances, in %s", (language) => {
    for (const width of WIDTHS) {
      const widths = widthsAt(width, language);
      expect(widths.get("createdAt")).toBeGreaterThanOrEqual(54);
      expect(widths.get("instance")).toBeGreaterThanOrEqual(96);
    }
  });

  it("leave the name at least 140 px in a window of 1280 with open details", () => {
    const others = [...widthsAt(796, "en-US")].filter(([column]) => column !== "name").reduce((sum, [, width]) => sum + width, SIDES);
    expect(796 - others).toBeGreaterThanOrEqual(140);
  });
});
