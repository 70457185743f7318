import { beforeAll, describe, expect, it } from "vitest";
import { i18next } from "../i18n";
import { instanceState } from "../instances/instanceStatus";
import { imageWord } from "./imageStatus";
import { snapshotWord } from "./snapshotStatus";

beforeAll(async () => {
  await i18next.loadLanguages("zh-CN");
  await i18next.loadNamespaces("instances");
});

describe.each([
  ["en-US", "Unknown"],
  ["zh-CN", "未知"],
] as const)("the word of a status in %s", (language, unknown) => {
  const common = i18next.getFixedT(language, "common");
  const words = [
    (status: string) => snapshotWord(status, common),
    (status: string) => imageWord(status, common),
    (status: string) => instanceState({ status, lockReasons: [] }, i18next.getFixedT(language, "instances")).word,
  ];

  it("says that it is not known when the cloud gave none", () => {
    expect(words.map((word) => word(""))).toEqual([unknown, unknown, unknown]);
  });

  it("is the cloud's own for a status that is new", () => {
    expect(words.map((word) => word("Hibernating"))).toEqual(["Hibernating", "Hibernating", "Hibernating"]);
  });
});
