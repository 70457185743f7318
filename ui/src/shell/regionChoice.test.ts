import { describe, expect, it } from "vitest";
import { chosenAfter, unionOf } from "./regionChoice";

const region = (regionId: string, chosen: boolean) => ({ regionId, localName: regionId, localNameZh: regionId, chosen });

describe("choosing regions", () => {
  it("shows a region as chosen when any account has it chosen", () => {
    const union = unionOf([
      { accountId: "a", regions: [region("cn-beijing", false), region("cn-hangzhou", true)] },
      { accountId: "b", regions: [region("cn-beijing", true)] },
    ]);
    expect(union.map(({ regionId, chosen }) => [regionId, chosen])).toEqual([
      ["cn-beijing", true],
      ["cn-hangzhou", true],
    ]);
  });

  it("changes in an account only what was toggled", () => {
    const regions = [region("cn-beijing", false), region("cn-hangzhou", true), region("cn-shanghai", true)];
    expect(chosenAfter(regions, new Map([["cn-shanghai", false]]))).toEqual(["cn-hangzhou"]);
  });

  it("leaves an account alone that has nothing to change, or would be left with nothing", () => {
    expect(chosenAfter([region("cn-hangzhou", true)], new Map([["cn-beijing", true]]))).toBeNull();
    expect(chosenAfter([region("cn-hangzhou", true)], new Map([["cn-hangzhou", false]]))).toBeNull();
  });
});
