import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { i18next } from ".";
import { useTranslation } from "./useTranslation";

const words = () => renderHook(() => useTranslation("common")).result.current.t as (key: string, values?: object) => string;

describe("the words of a component", () => {
  it("are those of i18next", () => {
    const [ours, theirs] = [words(), i18next.getFixedT("en-US", "common") as ReturnType<typeof words>];
    const asked: [string, object?][] = [
      ["practice"],
      ["no.such.words"],
      ["common:practice"],
      ["grid:filters.add"],
      ["percent", { value: "43" }],
      ["age.ago", { age: "{{age}} $t(practice)" }],
      ...[0, 1, 2, 100].map((count): [string, object] => ["age.days", { count }]),
      ["practice", { defaultValue: "other" }],
    ];
    for (const [key, values] of asked) expect(ours(key, values), key).toBe(theirs(key, values));
  });

  it("are the same function for all who ask, until the language is another", () => {
    expect(words()).toBe(words());
  });
});
