import type { JobDetail } from "../backend/bindings/types";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];
const MOST_TICKS = 9;
/** How much more than the bars need is kept for the words after them: at least, and at most. */
const LEAST_ROOM = 1.3;
const MOST_ROOM = 1.8;

/** The clock of a job: what it spans, and where its lines stand. */
export interface ClockScale {
  from: number;
  to: number;
  step: number;
  ticks: number[];
}

/** How much wider than its bars a picture of this width has to be for words of that width after the last of them. */
export const roomFor = (words: number, width: number): number => {
  const bars = width - words;
  return bars <= 0 ? MOST_ROOM : Math.min(MOST_ROOM, Math.max(LEAST_ROOM, width / bars));
};

/** Spans from the start of a job to its end, or to the latest it is expected at, or else to now, and a little beyond. */
export function clockScale(job: JobDetail, now: number, room = LEAST_ROOM): ClockScale {
  const start = job.summary.createdAt;
  const unfinished = job.steps.flatMap((step) => (step.finishedAt === null && step.estimate ? [step.estimate.latest] : []));
  const end = job.summary.finishedAt ?? Math.max(job.estimate?.latest ?? 0, now, ...unfinished);
  const span = Math.max((end - start) * room, 30 * SECOND);
  const step = STEPS.find((candidate) => span / candidate <= MOST_TICKS) ?? Math.ceil(span / MOST_TICKS / (24 * HOUR)) * 24 * HOUR;
  const shift = new Date(start).getTimezoneOffset() * MINUTE;
  const whole = Math.ceil((start - shift) / step) * step + shift;
  // A little before the start, so that the first bar does not touch the labels.
  const from = start - span / 40;
  const to = start + span;
  const ticks = Array.from({ length: Math.floor((to - whole) / step) + 1 }, (_, index) => whole + index * step);
  return { from, to, step, ticks };
}
