import { describe, expect, it } from "vitest";
import { i18next } from "../i18n";
import type { Language } from "../i18n/language";
import { NOW } from "../test/now";
import { createFormat } from "./format";

const HOUR = 3_600_000;
const formatIn = async (language: Language) => {
  await i18next.loadLanguages(language);
  return createFormat(language, i18next.getFixedT(language, "common"));
};

describe("formatting", () => {
  it("writes ages and sizes in English", async () => {
    const format = await formatIn("en-US");
    expect(format.age(NOW - 4 * 60_000, NOW)).toBe("4 min");
    expect(format.ago(NOW - 8 * HOUR, NOW)).toBe("8 h ago");
    expect(format.age(NOW - 48 * HOUR, NOW)).toBe("2 d");
    expect(format.age(NOW - 400 * 24 * HOUR, NOW)).toBe("13 mo");
    expect(format.size(1024)).toBe("1,024 GiB");
    expect(format.compact(12_418)).toBe("12.4k");
    expect(format.compact(342)).toBe("342");
  });

  it("writes ages and sizes in Chinese", async () => {
    const format = await formatIn("zh-CN");
    expect(format.age(NOW - 4 * 60_000, NOW)).toBe("4分钟");
    expect(format.ago(NOW - 8 * HOUR, NOW)).toBe("8小时前");
    expect(format.compact(12_418)).toBe("1.2万");
    expect(format.compact(1906)).toBe("1,906");
  });

  it("never gives an age before now", async () => {
    const format = await formatIn("en-US");
    expect(format.age(NOW + HOUR, NOW)).toBe("0 s");
  });

  it("writes a time to the second, with leading zeros", async () => {
    const format = await formatIn("en-US");
    expect(format.dateTime(new Date(2026, 0, 2, 3, 4, 5).getTime())).toBe("2026-01-02 03:04:05");
  });
});
