import type { DiskTimeline, TimelineSnapshot } from "../backend/bindings/types";

/** Snapshots within this of the system-disk snapshot belong to its moment. */
const MOMENT = 60_000;

/** Snapshots that were taken together, one place per timeline. */
export interface Moment {
  at: number;
  frames: readonly (TimelineSnapshot | null)[];
  /** Every disk has one. A set of one disk alone does not count. */
  complete: boolean;
}

/** The moments of all timelines, oldest first. The system disk's timeline comes first and leads. */
export function momentsOf(timelines: readonly DiskTimeline[]): Moment[] {
  const moments: { at: number; frames: (TimelineSnapshot | null)[] }[] = [];
  timelines.forEach((timeline, place) => {
    for (const frame of timeline.snapshots) {
      const near = moments
        .filter((moment) => moment.frames[place] === null && Math.abs(moment.at - frame.createdAt) <= MOMENT)
        .sort((a, b) => Math.abs(a.at - frame.createdAt) - Math.abs(b.at - frame.createdAt))[0];
      if (near) {
        near.frames[place] = frame;
      } else {
        const frames: (TimelineSnapshot | null)[] = timelines.map(() => null);
        frames[place] = frame;
        moments.push({ at: frame.createdAt, frames });
      }
    }
  });
  return moments
    .map((moment) => ({ ...moment, complete: timelines.length > 1 && moment.frames.every((frame) => frame !== null) }))
    .sort((a, b) => a.at - b.at);
}

/** A moment as it is drawn: by itself, or for all moments of its day. */
export interface DrawnMoment {
  moment: Moment;
  /** Moments of the day it stands for. */
  count: number;
  chosen: boolean;
}

/** More than so many are drawn a day at a time. */
const DRAWN = 60;

/** What is drawn: each moment, or the last of each day when there are too many. The day of the chosen one is drawn by it. */
export function drawnMoments(moments: readonly Moment[], chosen: string | null): DrawnMoment[] {
  if (moments.length <= DRAWN) return moments.map((moment) => ({ moment, count: 1, chosen: holds(moment, chosen) }));
  const days = new Map<string, DrawnMoment>();
  for (const moment of moments) {
    const day = new Date(moment.at).toDateString();
    const before = days.get(day);
    const count = (before?.count ?? 0) + 1;
    days.set(day, before?.chosen ? { ...before, count } : { moment, count, chosen: holds(moment, chosen) });
  }
  return [...days.values()];
}

export const holds = (moment: Moment, snapshotId: string | null): boolean =>
  moment.frames.some((frame) => frame !== null && frame.snapshotId === snapshotId);
