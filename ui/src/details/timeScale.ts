const DAY = 86_400_000;
/** Room for the names of the devices, and for half a frame at both ends. */
const LEFT = 42;
const RIGHT = 12;
/** The least distance between two days on the axis. */
const APART = 44;

/** Places on the line for times. */
export interface TimeScale {
  x: (at: number) => number;
  start: number;
  end: number;
}

/** Spreads the time from `start` to `end` over the line. */
export function timeScale(start: number, end: number, width: number): TimeScale {
  const perMillisecond = (width - LEFT - RIGHT) / (end - start || 1);
  return { start, end, x: (at) => Math.round((LEFT + (at - start) * perMillisecond) * 10) / 10 };
}

/** Days that are written under the line, oldest first, counted back from the newest moment; the chosen one is always among them. */
export function axisDays(scale: TimeScale, newest: number, chosen: number | null): { at: number; x: number; first: boolean; chosen: boolean }[] {
  const perDay = scale.x(scale.start + DAY) - scale.x(scale.start);
  const step = Math.max(1, Math.ceil(APART / perDay)) * DAY;
  const all: { at: number; chosen: boolean }[] = chosen === null ? [] : [{ at: chosen, chosen: true }];
  for (let at = newest; at >= scale.start; at -= step) {
    if (chosen === null || Math.abs(scale.x(at) - scale.x(chosen)) >= 20) all.push({ at, chosen: false });
  }
  const sorted = all.sort((a, b) => a.at - b.at);
  return sorted.map((day, index) => ({ ...day, x: scale.x(day.at), first: index === 0 }));
}
