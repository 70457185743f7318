import { describe, expect, it } from "vitest";
import type { DiskTimeline } from "../backend/bindings/types";
import { drawnMoments, momentsOf } from "./moments";
import { axisDays, timeScale } from "./timeScale";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 10);

const timeline = (disk: string, times: number[]): DiskTimeline => ({
  diskId: disk,
  device: disk,
  diskType: disk === "xvda" ? "system" : "data",
  snapshots: times.map((at) => ({ snapshotId: `s-${disk}-${at}`, name: "", createdAt: at, status: "accomplished" })),
});

describe("moments", () => {
  it("joins snapshots of different disks within a minute", () => {
    const [moment, ...more] = momentsOf([timeline("xvda", [START]), timeline("xvdb", [START + 60_000])]);
    expect(moment?.complete).toBe(true);
    expect(more).toEqual([]);
  });

  it("does not join what is more than a minute apart, and calls neither complete", () => {
    const moments = momentsOf([timeline("xvda", [START]), timeline("xvdb", [START + 60_001])]);
    expect(moments.map((moment) => moment.complete)).toEqual([false, false]);
  });

  it("never puts two snapshots of one disk into one moment", () => {
    expect(momentsOf([timeline("xvda", [START, START + 1000])])).toHaveLength(2);
  });

  it("does not call a disk alone a set", () => {
    expect(momentsOf([timeline("xvda", [START])])[0]?.complete).toBe(false);
  });

  it("stands for a day with its last moment when there are too many to draw, and counts them", () => {
    const hourly = momentsOf([timeline("xvda", Array.from({ length: 72 }, (_, hour) => START + hour * 3_600_000))]);
    const drawn = drawnMoments(hourly, null);
    expect(drawn.reduce((sum, day) => sum + day.count, 0)).toBe(72);
    expect(drawn.length).toBeLessThan(6);
    expect(drawn.some((day) => day.chosen)).toBe(false);
  });

  it("draws the chosen moment of its day, also when it is not the last", () => {
    const hourly = momentsOf([timeline("xvda", Array.from({ length: 72 }, (_, hour) => START + hour * 3_600_000))]);
    const chosen = drawnMoments(hourly, `s-xvda-${START + 30 * 3_600_000}`).filter((day) => day.chosen);
    expect(chosen.map(({ moment, count }) => [moment.at, count])).toEqual([[START + 30 * 3_600_000, 24]]);
  });
});

describe("the axis of the time line", () => {
  it("keeps real distances and always names the chosen day", () => {
    const moments = momentsOf([timeline("xvda", [START, START + 5 * DAY, START + 13 * DAY])]);
    const scale = timeScale(START, START + 13 * DAY, 288);
    expect(scale.x(START + 13 * DAY)).toBe(276);
    expect(scale.x(START + 5 * DAY) - scale.x(START)).toBeCloseTo(90, 0);
    expect(axisDays(scale, moments[2]!.at, START + 5 * DAY).some((day) => day.chosen)).toBe(true);
  });

  it("stands when it spans no time", () => {
    const scale = timeScale(START, START, 288);
    expect(Number.isFinite(scale.x(START))).toBe(true);
  });
});
