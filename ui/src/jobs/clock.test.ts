import { describe, expect, it } from "vitest";
import type { JobStep } from "../backend/bindings/types";
import { recipe, recipeSteps } from "../test/fixtures/recipe";
import { jobStep } from "../test/fixtures/jobStep";
import { NOW } from "../test/now";
import { dotsBehind } from "./barSpan";
import { clockScale, roomFor } from "./clockScale";
import { joinedSteps, regionsDone } from "./joinedSteps";
import { ordinal } from "./ordinal";
import { rowBars } from "./rowBars";
import { partAtWork, stepRows } from "./stepRows";
import { troubledSince } from "./troubledSince";
import { timeOfJob } from "./timeOfJob";

const job = recipe();
const rows = stepRows(job.steps);
const rowOf = (position: number) => rows.find((row) => row.step.position === position)!;
const shares = rows.at(-1)!;
const kinds = (position: number) => rowBars(job, rowOf(position), NOW).map((bar) => bar.kind);

describe("lines of the clock", () => {
  it("number the kinds of steps and tie the lines of one kind", () => {
    expect(rows.map((row) => [row.step.kind, row.group, row.first, row.last])).toEqual([
      ["createImage", 1, true, true],
      ["imageCheck", 2, true, true],
      ["copyImage", 3, true, false],
      ["copyImage", 3, false, false],
      ["copyImage", 3, false, true],
      ["shareImage", 4, true, true],
    ]);
    expect(shares.parts.map((part) => part.position)).toEqual([7, 8, 9, 10]);
  });

  it("join the sharing in all regions: what has failed is told first, then what is at work, then what is to come", () => {
    const share = (position: number, more: Partial<JobStep>) => jobStep(position, "shareImage", { regionId: `region-${position}`, shareWith: ["1"], ...more });
    const done = share(1, { state: "done", startedAt: NOW - 900, finishedAt: NOW - 800 });
    const late = share(2, { state: "done", startedAt: NOW - 500, finishedAt: NOW - 100, shareWith: ["2"] });
    const running = share(3, { state: "running", startedAt: NOW - 50, estimate: { earliest: NOW + 5, latest: NOW + 9, fromSteps: 3 } });
    const pending = share(4, { estimate: { earliest: NOW + 20, latest: NOW + 30, fromSteps: 2 } });
    const failed = share(5, { state: "failed", startedAt: NOW - 300, finishedAt: NOW - 290 });
    const all = [done, late, pending, running, failed];
    expect(joinedSteps(all)?.state).toBe("failed");
    expect(joinedSteps([done, pending, running])?.state).toBe("running");
    expect(joinedSteps([done, pending])?.state).toBe("pending");
    expect(joinedSteps([done, pending])?.estimate).toEqual({ earliest: NOW + 20, latest: NOW + 30, fromSteps: 2 });
    expect(joinedSteps([done, late])).toMatchObject({ state: "done", startedAt: NOW - 900, finishedAt: NOW - 100, shareWith: ["1", "2"] });
    expect(joinedSteps([done, running])?.finishedAt).toBeNull();
    expect(regionsDone(all)).toEqual({ done: 2, all: 5 });
    expect(regionsDone([done, { ...late, regionId: done.regionId }, { ...failed, regionId: done.regionId }])).toEqual({ done: 0, all: 1 });
  });

  it("fold the restoring of features into the copy, also when the steps come in another order", () => {
    expect(rowOf(3).restore?.position).toBe(4);
    const turned = stepRows(recipeSteps().toReversed());
    expect(turned.find((row) => row.step.position === 3)?.restore?.position).toBe(4);
    expect(turned.some((row) => row.step.kind === "restoreFeatures")).toBe(false);
  });

  it("keep a line of its own for a restoring without its copy", () => {
    expect(stepRows([jobStep(1, "restoreFeatures", { after: [9] })])).toHaveLength(1);
  });

  it("go on with the restoring once the copy is done", () => {
    const { step, restore } = rowOf(3);
    expect(partAtWork({ step, restore }).position).toBe(3);
    expect(partAtWork({ step: { ...step, state: "done" }, restore }).position).toBe(4);
  });
});

describe("bars of the clock", () => {
  it("are grey, blue with what is left, dotted in the queue, and dashed if retried", () => {
    expect(kinds(1)).toEqual(["done"]);
    expect(kinds(3)).toEqual(["running", "rest", "range"]);
    expect(kinds(5)).toEqual(["retry", "range"]);
    expect(kinds(6)).toEqual(["queue", "rest", "range"]);
    expect(rowBars(job, shares, NOW).map((bar) => bar.kind)).toEqual(["done", "rest", "range"]);
    expect(rowBars(job, shares, NOW).at(-1)?.to).toBe(NOW + 74 * 60_000);
  });

  it("add the restoring as the last part of the bar of its copy", () => {
    const { step, restore, ...row } = rowOf(3);
    const done = { ...step, state: "done" as const, finishedAt: NOW - 60_000, estimate: null };
    const at = { ...restore!, state: "running" as const, startedAt: NOW - 60_000 };
    expect(rowBars(job, { ...row, step: done, restore: at }, NOW).map((bar) => bar.kind)).toEqual(["done", "running"]);
  });

  it("begin the dots of a queue behind the words, also with times of today", () => {
    const bars = [{ kind: "queue" as const, from: NOW, to: NOW + 1000 }];
    const x = (at: number) => 400 + ((at - NOW) / 1000) * 200;
    const from = (place: number) => dotsBehind(bars, place, x)[0]!.from - NOW;
    expect([from(500), from(300), from(900)]).toEqual([500, 0, 1000]);
  });

  it("never draw what is to come before now", () => {
    const late = { ...rowOf(3), step: { ...rowOf(3).step, estimate: { earliest: NOW - 9, latest: NOW - 1, fromSteps: 1 } } };
    expect(rowBars(job, late, NOW).map((bar) => bar.kind)).toEqual(["running"]);
  });
});

describe("clock of a job", () => {
  it("spans everything that is shown, in whole steps", () => {
    const { from, to, step, ticks } = clockScale(job, NOW);
    expect(from).toBeLessThanOrEqual(job.summary.createdAt);
    expect(to).toBeGreaterThan(job.estimate!.latest);
    for (const tick of ticks) {
      expect(tick % step).toBe(0);
      expect(tick).toBeGreaterThanOrEqual(from);
      expect(tick).toBeLessThanOrEqual(to);
    }
    expect(ticks.length).toBeLessThanOrEqual(12);
  });

  it("keeps room for the words after the last bar, within limits", () => {
    expect(roomFor(0, 800)).toBe(1.3);
    expect(roomFor(300, 800)).toBe(1.6);
    expect(roomFor(700, 800)).toBe(1.8);
    expect(roomFor(900, 800)).toBe(1.8);
    const wide = clockScale(job, NOW, 1.6);
    expect(wide.to - wide.from).toBeGreaterThan(clockScale(job, NOW).to - clockScale(job, NOW).from);
  });

  it("never stands before what the job tells", () => {
    const told = { ...rowOf(3).step, lastSeenAt: NOW + 900 };
    expect(timeOfJob(job, NOW)).toBe(NOW);
    expect(timeOfJob({ ...job, steps: [told] }, NOW)).toBe(NOW + 900);
    expect(timeOfJob({ ...job, summary: { ...job.summary, finishedAt: NOW + 400 } }, NOW)).toBe(NOW + 400);
    expect(timeOfJob({ ...job, events: [{ ...job.events[0]!, at: NOW + 700 }] }, NOW)).toBe(NOW + 700);
  });

  it("counts places in a queue as people do", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22].map((place) => ordinal(place, "en-US"))).toEqual(["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd"]);
    expect(ordinal(3, "zh-CN")).toBe("3");
  });

  it("knows since when a step has had no good answer", () => {
    const step = rowOf(3).step;
    const event = { position: 3, params: {}, requestId: null, problem: null };
    const events = [
      { ...event, at: NOW - 1000, code: "throttled" as const },
      { ...event, at: NOW - 2000, position: 6, code: "progress" as const },
      { ...event, at: NOW - 60_000, code: "throttled" as const },
      { ...event, at: NOW - 90_000, code: "progress" as const },
      { ...event, at: NOW - 99_000, code: "throttled" as const },
    ];
    expect(troubledSince({ ...job, events }, step)).toBe(NOW - 60_000);
    expect(troubledSince({ ...job, events: [] }, step)).toBe(step.lastSeenAt);
  });
});
