import { describe, expect, it } from "vitest";
import { bodyHeight, drawnRows, scrollTopFor, sightOf } from "./sight";

const ROW = 32;
const SEEN = 640;

describe("the rows in sight", () => {
  it("are those at the place of the scroller", () => {
    expect(sightOf(0, SEEN, 10_000, ROW)).toEqual({ first: 0, last: 19, shift: 0 });
    expect(sightOf(16, SEEN, 10_000, ROW)).toEqual({ first: 0, last: 20, shift: 0 });
    expect(sightOf(9_980 * ROW, SEEN, 10_000, ROW)).toEqual({ first: 9_980, last: 9_999, shift: 0 });
    expect(sightOf(0, SEEN, 0, ROW)).toEqual({ first: 0, last: 0, shift: 0 });
  });

  it("reach the last of ten million rows, though nothing is drawn beyond 33.5 million pixels", () => {
    const total = 10_000_000;
    const body = bodyHeight(total, ROW);
    expect(body).toBeLessThan(33_500_000);
    const end = sightOf(body - SEEN, SEEN, total, ROW);
    expect(end.last).toBe(total - 1);
    // The last row ends where the body does.
    expect(Math.round((total - 1) * ROW + end.shift + ROW)).toBe(body);
  });

  it("are scrolled to by as little as is needed, in a short list and in one that is too long", () => {
    expect(scrollTopFor(5, 0, SEEN, 10_000, ROW)).toBe(0);
    expect(scrollTopFor(20, 0, SEEN, 10_000, ROW)).toBe(ROW);
    for (const row of [0, 17, 4_999_999, 9_999_999]) {
      const { first, last } = sightOf(scrollTopFor(row, 15_000_000, SEEN, 10_000_000, ROW), SEEN, 10_000_000, ROW);
      expect(row).toBeGreaterThanOrEqual(first);
      expect(row).toBeLessThanOrEqual(last);
    }
  });
});

describe("the rows that are drawn", () => {
  const sight = (first: number) => ({ first, last: first + 3, shift: 0 });

  it("are also those just beyond the edges, and the one with the focus", () => {
    expect(drawnRows(sight(10), 10, 2, 100, 11)).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(drawnRows(sight(10), 10, 2, 100, 0)).toEqual([0, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(drawnRows(sight(10), 10, 2, 100, 99).at(-1)).toBe(99);
    expect(drawnRows(sight(0), 0, 2, 3, -1)).toEqual([0, 1, 2]);
  });

  it("are only those in sight where the list has just leapt to, until there is time", () => {
    expect(drawnRows(sight(50), 10, 2, 100, -1)).toEqual([50, 51, 52, 53]);
    expect(drawnRows(sight(50), 10, 2, 100, 49)).toEqual([49, 50, 51, 52, 53]);
    expect(drawnRows(sight(12), 10, 2, 100, -1)).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
  });
});
