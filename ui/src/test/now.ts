/** The moment at which the made-up world stands still: 2026-11-23 10:21:34 in Hangzhou. */
export const NOW = Date.UTC(2026, 10, 23, 2, 21, 34);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
