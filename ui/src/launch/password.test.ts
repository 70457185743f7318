import { expect, it } from "vitest";
import { stepOf } from "./fields";
import { passwordFault } from "./password";

it.each([
  ["", false, "empty"],
  ["Ab1!xyz", false, "length"],
  ["Ab1!".repeat(8), false, "length"],
  ["abcdefg1", false, "kinds"],
  ["Abcdefg1", false, null],
  ["abcdef1!", false, null],
  ["Abcdef1 !", false, "character"],
  ["Äbcdefg1!", false, "character"],
  ["/Abcdefg1", true, "slash"],
  ["/Abcdefg1", false, null],
])("the password %j (Windows: %s) is %s", (password, windows, fault) => {
  expect(passwordFault(password, windows)).toBe(fault);
});

it("knows the step of each field", () => {
  expect(["imageId", "zoneId", "disks.1.sizeGib", "password", "tags.0.key", "elsewhere"].map(stepOf)).toEqual(["image", "machine", "disks", "disks", "disks", null]);
});
