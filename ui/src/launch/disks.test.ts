import { describe, expect, it } from "vitest";
import type { LaunchDisk } from "../backend/bindings/types";
import { launchStartOf } from "../test/fixtures/launch";
import { asInImage, blankDisk, boundsOf, differencesOf, freeDevice, withCategory } from "./disks";

const { disks } = launchStartOf({ accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1d6x8k3v5t9q2n7wcf" }, "i-bp1nxbotcxap5f8h2k7d").draft;
const [system, data] = disks as [LaunchDisk, LaunchDisk];

describe("the size of a disk", () => {
  it.each([
    ["the system disk of the image", system, 60, 2048],
    ["a data disk of the image", data, 200, 65_536],
    ["PL2", { ...data, performanceLevel: "PL2" }, 461, 65_536],
    ["a small system disk", { ...system, imageGib: 5 }, 20, 2048],
    ["a blank ultra disk", { ...data, imageGib: 0, category: "cloud_efficiency", performanceLevel: "" }, 20, 32_768],
    ["a category that is new", { ...data, category: "cloud_new", performanceLevel: "" }, 200, 65_536],
  ])("of %s has bounds", (_, disk, min, max) => {
    expect(boundsOf(disk)).toEqual({ min, max });
  });
});

describe("another category", () => {
  it("has a level only where there are levels, and IOPS only where they can be provisioned", () => {
    const auto = withCategory({ ...data, performanceLevel: "PL2" }, "cloud_auto");
    expect(auto).toMatchObject({ category: "cloud_auto", performanceLevel: "" });
    expect(withCategory({ ...auto, provisionedIops: 500, bursting: true }, "cloud_essd")).toMatchObject({ performanceLevel: "PL1", provisionedIops: null, bursting: false });
  });
});

describe("a blank disk", () => {
  it("gets a device name that no other has, and goes with the instance", () => {
    expect(freeDevice(disks)).toBe("/dev/xvdd");
    expect(blankDisk(disks)).toMatchObject({ device: "/dev/xvdd", ofImage: false, imageGib: 0, deleteWithInstance: true });
    expect(asInImage([...disks, blankDisk(disks)].map((disk) => ({ ...disk, sizeGib: 900 }))).map((disk) => disk.sizeGib)).toEqual([60, 200, 100]);
  });
});

it("tells the differences of one disk from those of another", () => {
  const all = ["disks.1.sizeGib", "disks.10.sizeGib", "disks.1", "instanceType"].map((field) => ({ field, theirs: "1", ours: "2" }));
  expect(differencesOf(all, 1).map(({ field }) => field)).toEqual(["disks.1.sizeGib", "disks.1"]);
});
