import { describe, expect, it } from "vitest";
import { launchChoices, launchStartOf, launchTypes } from "../test/fixtures/launch";
import { figures, matching, picked, withCount, withVpc, zoneLetter } from "./machine";

const { draft } = launchStartOf({ accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1d6x8k3v5t9q2n7wcf" }, "i-bp1nxbotcxap5f8h2k7d");

describe("how many at least", () => {
  it.each([
    // Asked for 10, at least 4; the number becomes 3, 12, 1.
    [10, 4, 3, 3],
    [10, 4, 12, 4],
    [10, 4, 1, 1],
    // All or none stays all or none.
    [10, 10, 12, 12],
    [10, 10, 5, 5],
    // One instance is not "all or none" of many.
    [1, 1, 10, 1],
  ])("of %i, at least %i: with %i instances at least %i", (count, atLeast, next, expected) => {
    expect(withCount({ count, atLeast }, next)).toEqual({ count: next, atLeast: expected });
  });
});

describe("a zone", () => {
  it.each([
    ["cn-hangzhou-i", "cn-hangzhou", "i"],
    ["ap-southeast-1a", "ap-southeast-1", "a"],
    ["elsewhere-1", "cn-hangzhou", "elsewhere-1"],
  ])("%s of %s is %s", (zone, region, letter) => {
    expect(zoneLetter(zone, region)).toBe(letter);
  });
});

describe("one cell", () => {
  it("picks type, zone and a vSwitch of that zone, and keeps the security groups of the same VPC", () => {
    expect(picked(draft, launchChoices, "ecs.r7.xlarge", "cn-hangzhou-j")).toEqual({
      instanceType: "ecs.r7.xlarge",
      zoneId: "cn-hangzhou-j",
      vSwitchId: "vsw-bp1erpj",
      vpcId: "vpc-bp1erp",
      securityGroupIds: ["sg-bp1app", "sg-bp1ssh"],
    });
  });

  it("leaves out security groups of another VPC", () => {
    const moved = { ...launchChoices, vSwitches: [{ id: "vsw-other", name: "", vpcId: "vpc-other", zoneId: "cn-hangzhou-j", cidr: "", freeAddresses: null }] };
    expect(picked(draft, moved, "ecs.r7.xlarge", "cn-hangzhou-j")).toMatchObject({ vSwitchId: "vsw-other", vpcId: "vpc-other", securityGroupIds: [] });
    expect(withVpc(draft, moved, "vpc-none")).toEqual({ vSwitchId: "", vpcId: "vpc-none", securityGroupIds: [] });
  });
});

describe("types", () => {
  it("are narrowed by what was typed, vCPUs and memory", () => {
    const ids = (filter: Parameters<typeof matching>[1]) => matching(launchTypes, filter).map((type) => type.id);
    expect(ids({ text: "G8I", cpu: null, memory: null })).toEqual(["ecs.g8i.xlarge"]);
    expect(ids({ text: "", cpu: 4, memory: 32 })).toEqual(["ecs.r7.xlarge"]);
    expect(figures(launchTypes, "cpu")).toEqual([2, 4]);
  });
});
