import { describe, expect, it } from "vitest";
import { menuGroups } from "./menuGroups";
import type { MenuItem } from "./menuItem";

const line = (id: string): MenuItem => ({ id, label: id, onSelect: () => undefined });
const heading = (id: string): MenuItem => ({ kind: "heading", id, label: id });
const separator = (id: string): MenuItem => ({ kind: "separator", id });
const shape = (items: readonly MenuItem[]) => menuGroups(items).map((group) => [group.heading?.id ?? null, group.items.map((item) => item.id)]);

describe("groups of a menu", () => {
  it.each<[string, MenuItem[], unknown]>([
    ["none without lines", [], []],
    ["one without a heading", [line("a"), separator("-"), line("b")], [[null, ["a", "-", "b"]]]],
    ["one for each heading", [heading("h"), line("a"), heading("i"), line("b")], [["h", ["a"]], ["i", ["b"]]]],
    ["lines before a heading and after a line between", [line("a"), heading("h"), line("b"), separator("-"), line("c")], [[null, ["a"]], ["h", ["b"]], [null, ["-", "c"]]]],
  ])("are %s", (_, items, expected) => {
    expect(shape(items)).toEqual(expected);
  });
});
