import type { TFunction } from "i18next";
import type { Language } from "../i18n/language";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The places between digits where a group of three begins. */
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** Numbers, sizes and times as one language writes them. Times are milliseconds since the epoch. */
export function createFormat(language: Language, t: TFunction) {
  const lazily = <T>(make: () => T) => {
    let made: T | undefined;
    return () => (made ??= make());
  };
  const numbers = lazily(() => new Intl.NumberFormat(language));
  const compacts = lazily(() => new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }));
  const monthDays = lazily(() => new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" }));
  const lists = lazily(() => new Intl.ListFormat(language, { type: "conjunction" }));
  const chinese = language === "zh-CN";

  // The first thing that is asked of Intl takes 10 ms, and whole numbers are written alike in both languages.
  const number = (value: number) => (Number.isSafeInteger(value) ? String(value).replace(THOUSANDS, ",") : numbers().format(value));
  const digits = (value: number) => String(value).padStart(2, "0");

  /** `2026-11-23` in local time. */
  const date = (at: number) => {
    const day = new Date(at);
    return `${day.getFullYear()}-${digits(day.getMonth() + 1)}-${digits(day.getDate())}`;
  };
  /** `02:00:04` in local time. */
  const time = (at: number) => {
    const day = new Date(at);
    return `${digits(day.getHours())}:${digits(day.getMinutes())}:${digits(day.getSeconds())}`;
  };

  const age = (at: number, now: number): string => {
    const passed = Math.max(0, now - at);
    if (passed < MINUTE) return t("age.seconds", { value: Math.floor(passed / SECOND) });
    if (passed < HOUR) return t("age.minutes", { value: Math.floor(passed / MINUTE) });
    if (passed < DAY) return t("age.hours", { value: Math.floor(passed / HOUR) });
    const days = Math.floor(passed / DAY);
    if (days < 100) return t("age.days", { value: days });
    return days < 730 ? t("age.months", { value: Math.floor(days / 30.44) }) : t("age.years", { value: Math.floor(days / 365.25) });
  };

  /** An age by a clock that goes by the half minute: no seconds. */
  const minutesOld = (at: number, now: number): string => (now - at < MINUTE ? t("age.underMinute") : age(at, now));

  const two = (first: string, count: number, unit: "age.minutes" | "age.hours") =>
    count === 0 ? first : t("age.two", { first, second: t(unit, { value: count }) });

  /** How long something takes, as its one or two largest units. */
  const duration = (milliseconds: number): string => {
    const seconds = Math.max(0, Math.round(milliseconds / SECOND));
    if (seconds < 60) return t("age.seconds", { value: seconds });
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return t("age.minutes", { value: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return two(t("age.hours", { value: hours }), minutes % 60, "age.minutes");
    return two(t("age.days", { value: Math.floor(hours / 24) }), hours % 24, "age.hours");
  };

  return {
    number,
    minutesOld,
    /** `12.4k`, `1.2万`: for places that have room for a few letters only. */
    compact: (value: number) => {
      if (value < 1000) return number(value);
      return chinese && value < 10_000 ? number(value) : compacts().format(value).replace("K", "k");
    },
    percent: (value: number) => t("percent", { value: number(value) }),
    /** A disk size that is given in GiB. */
    size: (gib: number) => t("size.gib", { value: number(gib) }),
    date,
    time: (at: number | null) => (at === null ? t("age.unknown") : time(at)),
    /** A time that the cloud does not tell is said to be unknown. */
    dateTime: (at: number | null) => (at === null ? t("age.unknown") : `${date(at)} ${time(at)}`),
    /** `14:05`; with the day before it when that is not the day of `now`. */
    clock: (at: number, now: number) => (date(at) === date(now) ? time(at).slice(0, 5) : `${date(at)} ${time(at).slice(0, 5)}`),
    /** `UTC+8`: the zone that all times are written in, at that time. */
    zone: (at: number) => {
      const minutes = -new Date(at).getTimezoneOffset();
      const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
      return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${digits(rest)}`}`;
    },
    /** `Nov 23`, `11-23` in this year; with the year in any other. */
    dayInYear: (at: number, now = Date.now()) => {
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      if (chinese) return sameYear ? date(at).slice(5) : date(at);
      return sameYear ? monthDays().format(at) : `${monthDays().format(at)}, ${new Date(at).getFullYear()}`;
    },
    /** `Nov 23`, `11月23日`: the first day on an axis. */
    axisDay: (at: number) => {
      const day = new Date(at);
      return chinese ? `${day.getMonth() + 1}月${day.getDate()}日` : monthDays().format(at);
    },
    /** How old something is: `4 min`, `8 h`, `2 d`. */
    age,
    /** `8 h ago`, `just now`. */
    ago: (at: number, now: number) => (now - at < SECOND ? t("age.justNow") : t("age.ago", { age: age(at, now) })),
    duration,
    /** `29:41`, `1:02:05`: what is left of a time that runs out. A second that has begun counts. */
    countdown: (milliseconds: number) => {
      const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
      const minutes = Math.floor(seconds / 60);
      const tail = digits(seconds % 60);
      return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${digits(minutes % 60)}:${tail}`;
    },
    /** How long something took. What took less than a second is not said to have taken none. */
    took: (milliseconds: number) => (milliseconds < SECOND ? t("age.underSecond") : duration(milliseconds)),
    list: (words: readonly string[]) => lists().format(words),
  };
}

export type Format = ReturnType<typeof createFormat>;
