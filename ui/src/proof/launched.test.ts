import { describe, expect, it } from "vitest";
import { fleetProof, launchedInstance, launchStep, proven } from "../test/fixtures/fleet";
import { NO_ACTIONS } from "../test/fixtures/jobStep";
import { fleetOf, namesOf } from "./launched";
import { countOf, markOf, marksOf } from "./marks";
import { shownColumns, shownInstances } from "./columns";

const made = (step = launchStep()) => step.launched!;
const rest = (more = {}) =>
  launchStep({ position: 3, after: [1], actions: NO_ACTIONS, launched: { ...made(), asked: 3, zoneId: "cn-hangzhou-j", instances: [8, 9, 10].map((number) => launchedInstance(number)), namesLeft: [], ...more } });
const ordered = launchStep({ actions: NO_ACTIONS });

describe("a fleet", () => {
  it("keeps the place of an instance in every stage", () => {
    const marks = marksOf(fleetOf([launchStep()]), fleetProof());
    expect(marks.requested).toHaveLength(10);
    expect(marks.created.map((mark) => mark === "missing")).toEqual([false, false, false, false, false, false, false, true, true, true]);
    expect(marks.running.slice(7)).toEqual(["missing", "missing", "missing"]);
    expect(marks.proven).toEqual(["filled", "filled", "filled", "filled", "differs", "filled", "filled", "missing", "missing", "missing"]);
  });

  it("counts ten, not thirteen, once the rest was ordered elsewhere", () => {
    const fleet = fleetOf([ordered, rest()]);
    expect(fleet.asked).toBe(10);
    expect(fleet.instances.map(({ name }) => name).at(-1)).toBe("erp-web-010");
    expect(fleet.short).toEqual([]);
  });

  it("counts the rest that was ordered in several launches", () => {
    const one = rest({ asked: 1, instances: [launchedInstance(8)] });
    const two = { ...rest({ asked: 2, instances: [] }), position: 4 };
    expect(fleetOf([ordered, one, two]).asked).toBe(10);
    expect(fleetOf([ordered, one, two]).instances).toHaveLength(8);
  });

  it("adds up launches that follow one another without being each other's rest", () => {
    const full = { ...made(), asked: 7, namesLeft: [] };
    const next = launchStep({ position: 2, after: [1], actions: NO_ACTIONS, launched: { ...full, instances: [11, 12, 13, 14, 15, 16, 17].map((number) => launchedInstance(number)) } });
    expect(fleetOf([launchStep({ actions: NO_ACTIONS, launched: full }), next]).asked).toBe(14);
  });

  it("tells what was never made from what is gone", () => {
    const gone = launchStep({ launched: { ...made(), instances: [launchedInstance(1), launchedInstance(2, { gone: "SystemFailure.Delete", runningAt: null })] } });
    const [short] = fleetOf([gone]).short;
    expect(short?.notMade).toBe(8);
    expect(short?.gone.map(({ name }) => name)).toEqual(["erp-web-002"]);
    expect(marksOf(fleetOf([gone]), fleetProof()).running.slice(0, 2)).toEqual(["filled", "missing"]);
  });

  it("names the first and the last, those that were not made among them", () => {
    expect(namesOf(fleetOf([launchStep()]))).toEqual({ first: "erp-web-001", last: "erp-web-010" });
  });
});

describe("a mark", () => {
  it("is never filled for what was not read or differs", () => {
    expect(markOf(proven(1))).toBe("filled");
    expect(markOf(proven(1, { zone: { mark: "unread", read: [] } }))).toBe("unread");
    expect(markOf(proven(1, { zone: { mark: "unread", read: [] }, image: { mark: "different", read: ["m-2"] } }))).toBe("differs");
    expect(markOf(proven(1, { image: { mark: "different", read: ["m-2"], accepted: "known" } }))).toBe("differs");
    expect(markOf({ cells: [], problem: null })).toBe("unread");
    expect(markOf(undefined)).toBe("missing");
  });
});

describe("a large proof", () => {
  const large = fleetProof({ instances: Array.from({ length: 200 }, (_, index) => proven(index + 1, index === 150 ? { zone: { mark: "different", read: ["cn-hangzhou-j"] } } : {})) });

  it("never folds an instance that differs", () => {
    const shown = shownInstances(large.instances, false);
    expect(shown).toHaveLength(60);
    expect(countOf(shown.map(markOf), "differs")).toBe(1);
    expect(shownInstances(large.instances, true)).toHaveLength(200);
  });

  it("shows an attribute of minor interest only when a cell of it is not as asked for", () => {
    const codes = (proof: typeof large) => shownColumns(proof, false).map((index) => proof.attributes[index]?.code);
    expect(codes(fleetProof())).not.toContain("zone");
    expect(codes(large)).toContain("zone");
    expect(shownColumns(large, true)).toHaveLength(large.attributes.length);
  });
});
