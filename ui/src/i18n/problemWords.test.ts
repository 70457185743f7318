import { renderHook } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";
import type { Problem, ProblemCode } from "../backend/bindings/types";
import bindings from "../backend/bindings/types.ts?raw";
import { i18next, switchLanguage } from "./index";
import { useProblemWords } from "./problemWords";

const union = /export type ProblemCode = ([^;]+);/.exec(bindings)?.[1] ?? "";
const codes = [...union.matchAll(/"(\w+)"/g)].map((match) => match[1] as ProblemCode);

const say = (code: ProblemCode, params: Record<string, string> = {}, field: string | null = null) => {
  const problem: Problem = { code, field, params, provider: null };
  return renderHook(() => useProblemWords()).result.current(problem);
};

beforeAll(async () => {
  await i18next.loadNamespaces(["problems"]);
  await i18next.loadLanguages("zh-CN");
});

describe.each(["en-US", "zh-CN"] as const)("words for problems in %s", (language) => {
  beforeAll(() => switchLanguage(language));

  it("exist for every code of the core", () => {
    expect(codes.length).toBeGreaterThan(40);
    const internal = say("internal").title;
    for (const code of codes) {
      expect(typeof i18next.getResource(language, "problems", `code.${code}.title`), code).toBe("string");
      expect(typeof i18next.getResource(language, "problems", `code.${code}.text`), code).toBe("string");
      if (code !== "internal") expect(say(code).title, code).not.toBe(internal);
    }
  });

  it("leave no value unfilled when the core tells none", () => {
    for (const code of codes) expect(`${say(code).title} ${say(code, { name: "erp" }).text}`, code).not.toMatch(/\{\{|undefined/);
  });

  it("speak of moving a file away for the file with accounts and jobs only", () => {
    const away = /move it away|移走/;
    const reasons = ["full", "readOnly", "folder", "damaged", "newer", "inUse", "busy", "inputOutput", "other", "stopped"];
    for (const operation of ["read", "write"]) {
      for (const reason of reasons) {
        expect(away.test(say("storeFailed", { reason, operation }).text), reason).toBe(reason === "damaged");
        expect(say("cacheFailed", { reason, operation }).text).not.toMatch(away);
      }
    }
    expect(say("cacheDamaged").text).not.toMatch(away);
  });

  it("say of a write that it was not saved, and of a read that nothing was changed", () => {
    const at = (operation: string) => say("storeFailed", { reason: "other", operation }).text;
    expect(at("write")).toMatch(/not saved|未能保存/);
    expect(at("read")).toMatch(/Nothing in it was changed|未做任何更改/);
  });
});

describe("words for problems", () => {
  beforeAll(() => switchLanguage("en-US"));

  it("name the parameter that something in between has removed, and do not blame the key", () => {
    expect(say("requestAltered", { parameter: "Timestamp" }).text).toMatch(
      /^Something between this computer and Alibaba Cloud changed the request: parameter Timestamp was missing when it arrived\. The key is not at fault\./,
    );
  });

  it("name the account that a key belongs to already", () => {
    expect(say("uidConnected", { alias: "prod-cn" }).text).toMatch(/connected as prod-cn/);
  });
});
