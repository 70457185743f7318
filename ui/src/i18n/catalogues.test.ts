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
const stem = (key: string) => key.replace(/_(zero|one|other)$/, "");
const names = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").toSorted();

const english = catalogue("en-US");
const chinese = catalogue("zh-CN");

/** A space that somebody has typed where `text-autospace` makes one. */
const SPACED = /[\u3400-\u9fff\uff00-\uffef\u3001\u3002] [A-Za-z0-9{/]|[A-Za-z0-9}] [\u3400-\u9fff]/;

/** Words that the console does not use, or uses for something else. */
const NOT_SAID = /应答|帐号|登陆|区域|云硬盘|镜像家族|实例类型|密钥(?![环对、])(?<!KMS密钥|访问密钥|服务密钥|主密钥)/;

/** Terms of the glossary: what is said in English, and what then has to be said in Chinese. */
const GLOSSARY: readonly (readonly [RegExp, RegExp])[] = [
  [/\bsnapshots?\b/i, /快照/],
  [/\bcustom images?\b/i, /自定义镜像/],
  [/\bimage family\b/i, /族系/],
  [/\bimage check\b/i, /检测/],
  [/\bsystem disk\b/i, /系统盘/],
  [/\bdata disks?\b/i, /数据盘/],
  [/\bdevice name\b/i, /设备名/],
  [/\bresource group\b/i, /资源组/],
  [/\btag keys?\b/i, /标签键/],
  [/\btag values?\b/i, /标签值/],
  [/\brequest id\b/i, /请求ID/],
  [/\bRAM users?\b/, /RAM用户/],
  [/\bquota\b/i, /配额/],
  [/\bKMS key\b/i, /KMS密钥/],
  [/\bAccessKey\b/, /AccessKey/],
  [/\bAvailable\b/, /可用/],
  [/\bpractice cloud\b/i, /练习/],
];

const sources = Object.values(import.meta.glob<string>(["../**/*.ts", "../**/*.tsx", "!../**/*.test.*", "!./*/*.ts", "!../test/**"], { eager: true, query: "?raw", import: "default" })).join("\n");

/** Every key that is written in the sources, whole or with a part that is filled in: `callout.retry.*`. */
const written = [...sources.matchAll(/"([\w:.]+)"|`([\w:.]*(?:\$\{[^`{}]*\}[\w:.]*)+)`/g)].map((match) => (match[1] ?? match[2] ?? "").replace(/^\w+:/, ""));
const whole = new Set(written.filter((key) => !key.includes("$")));
const filled = [...new Set(written.filter((key) => /^[\w.]+\.\w*\$/.test(key)))].map((key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w.]+")}`));
/** Objects of words that are taken whole. */
const OBJECTS = /^(unknown|fields)\./;

const isUsed = (key: string) => whole.has(key) || OBJECTS.test(key) || filled.some((pattern) => pattern.test(key));

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

    it("has no empty words", () => {
      for (const [key, text] of [...en, ...zh]) expect([key, text.trim()]).not.toEqual([key, ""]);
    });

    it("has no typed space between Chinese and Latin letters, figures or values", () => {
      expect([...zh].filter(([, text]) => SPACED.test(text))).toEqual([]);
    });

    it("has full-width marks and the same words for the same things in Chinese", () => {
      expect([...zh].filter(([, text]) => /[\u4e00-\u9fff][,;:!?]/.test(text))).toEqual([]);
      expect([...zh].filter(([, text]) => NOT_SAID.test(text))).toEqual([]);
    });

    it("says in Chinese what the glossary says for the English term", () => {
      const wrong = [...en].flatMap(([key, text]) =>
        GLOSSARY.filter(([term, word]) => {
          const said = zh.get(key) ?? zh.get(key.replace(/_one$/, "_other"));
          return term.test(text) && said !== undefined && !word.test(said);
        }).map(([term]) => [key, String(term), zh.get(key)]),
      );
      expect(wrong).toEqual([]);
    });

    it("has no words that are shown nowhere", () => {
      const unused = [...new Set([...en.keys()].map(stem))].filter((key) => !isUsed(key));
      expect(unused).toEqual([]);
    });
  });
});
