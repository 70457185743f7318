import { describe, expect, it } from "vitest";
import { isOfRow, listOf, stepOf } from "./fields";

describe("fields of a draft", () => {
  it.each([
    ["snapshot", "disks"],
    ["systemSizeGib", "disks"],
    ["dataDisks", "disks"],
    ["dataDisks.3.snapshotId", "disks"],
    ["name", "image"],
    ["tags.0.key", "image"],
    ["copyTo.1.name", "image"],
    ["shareWith.0", "image"],
    ["imageCheck", "image"],
    ["names", null],
    ["", null],
  ] as const)("%s stands on the step %s", (field, step) => {
    expect(stepOf(field)).toBe(step);
  });

  it("know their list, and whether they stand at a row", () => {
    expect(listOf("tags.2.value")).toBe("tags");
    expect(["systemSizeGib", "dataDisks.0.sizeGib", "dataDisks", "snapshot"].map(isOfRow)).toEqual([true, true, false, false]);
  });
});
