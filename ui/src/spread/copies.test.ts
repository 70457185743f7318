import { describe, expect, it } from "vitest";
import type { CopySource } from "../backend/bindings/types";
import { copyStartOf } from "../test/fixtures/spread";
import { nameFrom } from "./copies";

const source = (name: string): CopySource => ({ ...copyStartOf([{ accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-1" }]).images[0]!, name });

describe("the name of a copy", () => {
  it.each([
    ["{name}-{region}-{date}", "erp", "erp-cn-beijing-20261123"],
    // A name is a text, whatever a replacement could mean by it.
    ["x-{name}", "a$&b$1$$`$'", "x-a$&b$1$$`$'"],
    ["{name}", "{region}", "{region}"],
    ["{other}{name}", "erp", "{other}erp"],
  ])("of %s for %s is %s", (template, name, expected) => {
    expect(nameFrom(template, source(name), "cn-beijing", "20261123")).toBe(expected);
  });
});
