import { describe, expect, it } from "vitest";
import { placeWords, type Line } from "./placeWords";

const LEFT = 300;
const RIGHT = 1000;
const line = (from: number, to: number, more: Partial<Line> = {}): Line => ({ drawn: { from, to }, now: null, left: LEFT, right: RIGHT, prefer: "after", ...more });

describe("words beside a bar", () => {
  it.each<[string, number, Line, number]>([
    ["stand behind it", 100, line(400, 500), 508],
    ["stand before it when it is still to come", 100, line(600, 700, { prefer: "before", now: 450 }), 492],
    ["stand before a short bar near the right edge", 100, line(940, 980), 832],
    ["stand beyond the line of now that would cross them", 100, line(400, 480, { now: 560 }), 568],
    ["stand before their bar rather than beyond the line of now", 100, line(420, 480, { now: 560 }), 312],
    ["stand behind a bar that has just begun, beyond the line of now", 100, line(500, 506, { now: 500 }), 514],
    ["stand before a bar that has just begun at the right edge", 150, line(900, 906, { now: 900 }), 742],
    ["stand behind a bar at the left edge, wherever the line is", 150, line(302, 340, { now: 420 }), 428],
    ["lie over a bar that leaves no room, whole", 200, line(310, 990), 800],
    ["stand at the line of now when nothing is drawn", 100, { drawn: null, now: 500, left: LEFT, right: RIGHT, prefer: "after" }, 508],
    ["stand at the left edge when there is no line either", 100, { drawn: null, now: null, left: LEFT, right: RIGHT, prefer: "after" }, 308],
  ])("%s", (_, width, where, expected) => {
    expect(placeWords(width, where)).toBe(expected);
  });

  it("never touch what is drawn, nor the line of now, where a side has room", () => {
    for (let from = LEFT; from < RIGHT; from += 10) {
      for (const length of [6, 40, 200]) {
        for (const now of [null, LEFT + 30, 640, RIGHT - 20]) {
          const where = line(from, Math.min(from + length, RIGHT), { now });
          const at = placeWords(90, where);
          const { drawn } = where;
          expect(at).toBeGreaterThanOrEqual(LEFT);
          expect(at + 90).toBeLessThanOrEqual(RIGHT);
          expect([from, length, now, drawn !== null && at < drawn.to && at + 90 > drawn.from]).toEqual([from, length, now, false]);
          expect([from, length, now, now !== null && at < now && at + 90 > now]).toEqual([from, length, now, false]);
        }
      }
    }
  });
});
