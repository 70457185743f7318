import { describe, expect, it } from "vitest";
import { journalLines } from "../test/fixtures/journal";
import { DAY, LINE, entryAt, placed, scrollTopFor } from "./placed";

const days = [1, 1, 1, 2, 2, 3];
const lines = days.map((day, id) => ({ ...journalLines[0]!, id, sentAt: day }));
const places = placed(lines, String);

describe("entries under each other", () => {
  it("have their day before the first of it", () => {
    expect(places.first).toEqual([true, false, false, true, false, true]);
    expect(places.tops[0]).toBe(DAY);
    expect(places.tops[3]).toBe(2 * DAY + 3 * LINE);
    expect(places.height).toBe(3 * DAY + 6 * LINE);
    expect(placed([], String).height).toBe(0);
  });

  it("are found by a place", () => {
    expect(entryAt(places.tops, 0)).toBe(0);
    expect(entryAt(places.tops, places.tops[3]! - 1)).toBe(2);
    expect(entryAt(places.tops, places.tops[3]!)).toBe(3);
    expect(entryAt(places.tops, 99_999)).toBe(5);
    expect(entryAt([], 10)).toBe(0);
  });

  it("are brought into sight with their day, by no more than is needed", () => {
    expect(scrollTopFor(places, 3, 10_000, 200)).toBe(places.tops[3]! - DAY);
    expect(scrollTopFor(places, 4, 10_000, 200)).toBe(places.tops[4]);
    expect(scrollTopFor(places, 5, 0, 100)).toBe(places.height - 100);
    expect(scrollTopFor(places, 1, 0, 200)).toBe(0);
  });
});
