import { describe, expect, it } from "vitest";

type Tree = { [key: string]: string | Tree };

const files = import.meta.glob<{ default: Tree }>("./*/*.ts", { eager: true });
const catalogue = (language: string) =>
  new Map(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .map(([path, file]) => [path.slice(language.length + 3, -3), flat(file.default)]),
  );

function flat(tree: Tree, before = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)],
    ),
  );
}

/** Without the ending that a plural form adds. */
const stem = (key: string) => key.replace(/_(one|other)$/, "");
const names = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").toSorted();

const english = catalogue("en-US");
const chinese = catalogue("zh-CN");

describe("the catalogues", () => {
  it("have the same areas in both languages", () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  describe.each([...english.keys()])("%s", (area) => {
    const en = english.get(area) ?? new Map<string, string>();
    const zh = chinese.get(area) ?? new Map<string, string>();

    it("has the same keys in both languages", () => {
      expect([...new Set([...zh.keys()].map(stem))].toSorted()).toEqual([...new Set([...en.keys()].map(stem))].toSorted());
    });

    it("fills the same values into both languages", () => {
      for (const [key, text] of zh) expect([key, names(text)]).toEqual([key, names(en.get(key) ?? "")]);
    });

    it("has both English forms of every plural", () => {
      for (const key of en.keys()) if (key.endsWith("_one")) expect([...en.keys()]).toContain(key.replace(/_one$/, "_other"));
    });

    it("has no empty words and no typed space between Chinese and figures", () => {
      for (const [key, text] of [...en, ...zh]) expect([key, text.trim()]).not.toEqual([key, ""]);
      for (const [key, text] of zh) expect([key, /[\u4e00-\u9fff] \d|\d [\u4e00-\u9fff]/.test(text)]).toEqual([key, false]);
    });
  });
});
