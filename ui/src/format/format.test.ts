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
    expect(format.age(NOW - 4 * 60_000, NOW)).toBe("4\u00a0min");
    expect(format.ago(NOW - 8 * HOUR, NOW)).toBe("8\u00a0h ago");
    expect(format.age(NOW - 48 * HOUR, NOW)).toBe("2\u00a0d");
    expect(format.age(NOW - 400 * 24 * HOUR, NOW)).toBe("13\u00a0mo");
    expect(format.size(1024)).toBe("1,024\u00a0GiB");
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

  it("writes numbers as Intl does", async () => {
    for (const language of ["en-US", "zh-CN"] as const) {
      const format = await formatIn(language);
      const intl = new Intl.NumberFormat(language);
      for (const value of [0, 7, 999, 1000, 12_345, 1_234_567, 9_007_199_254_740_991, -1, -999, -1234, 0.5, 1234.5678, 1e21]) {
        expect(format.number(value)).toBe(intl.format(value));
      }
    }
  });

  it("writes how long something takes as its one or two largest units", async () => {
    const [english, chinese] = [await formatIn("en-US"), await formatIn("zh-CN")];
    const long = 9 * HOUR + 14 * 60_000;
    expect(english.duration(long)).toBe("9\u00a0h 14\u00a0min");
    expect(chinese.duration(long)).toBe("9小时14分钟");
    expect(english.duration(2 * HOUR - 1000)).toBe("2\u00a0h");
    expect(english.duration(60 * 60_000 - 1000)).toBe("1\u00a0h");
    expect(english.duration(175 * HOUR)).toBe("7\u00a0d 7\u00a0h");
  });

  it("does not say that something took no time", async () => {
    expect((await formatIn("en-US")).took(400)).toBe("less than 1\u00a0s");
    expect((await formatIn("zh-CN")).took(0)).toBe("不到1秒");
    expect((await formatIn("en-US")).took(1400)).toBe("1\u00a0s");
  });

  it("writes the year of a day unless it is this year, and the day of a time unless it is today", async () => {
    const [english, chinese] = [await formatIn("en-US"), await formatIn("zh-CN")];
    const later = NOW + 730 * 24 * HOUR;
    expect(english.dayInYear(NOW, NOW)).toMatch(/^[A-Z][a-z]{2} \d+$/);
    expect(english.dayInYear(later, NOW)).toMatch(/^[A-Z][a-z]{2} \d+, 2028$/);
    expect(chinese.dayInYear(later, NOW)).toMatch(/^2028-\d\d-\d\d$/);
    expect(english.clock(NOW, NOW)).toMatch(/^\d\d:\d\d$/);
    expect(english.clock(NOW - 30 * HOUR, NOW)).toMatch(/^2026-\d\d-\d\d \d\d:\d\d$/);
  });

  it("names the zone of all times", async () => {
    expect((await formatIn("en-US")).zone(NOW)).toBe("UTC+8");
  });

  it("never gives an age before now", async () => {
    const format = await formatIn("en-US");
    expect(format.age(NOW + HOUR, NOW)).toBe("0\u00a0s");
  });

  it("writes a time to the second, with leading zeros", async () => {
    const format = await formatIn("en-US");
    expect(format.dateTime(new Date(2026, 0, 2, 3, 4, 5).getTime())).toBe("2026-01-02 03:04:05");
  });
});
