import type { DrawnMoment } from "./moments";
import type { TimeScale } from "./timeScale";

export const LANE = 22;
export const TOP = 24.5;
/** Room for the days under the lowest lane. */
export const FOOT = 33.5;

const box = (x: number, y: number, width: number, height: number) => `M${x} ${y}h${width}v${height}h${-width}z`;

/** The frames of system disks, or of data disks, as one path: a picture of many moments stays small. */
export function framePath(drawn: readonly DrawnMoment[], scale: TimeScale, isSystem: (place: number) => boolean, system: boolean): string {
  return drawn
    .flatMap(({ moment }) =>
      moment.frames.map((frame, place) => {
        if (frame === null || isSystem(place) !== system) return "";
        const x = scale.x(moment.at);
        const y = TOP + place * LANE;
        return system ? box(x - 3.5, y - 5.5, 7, 10) : box(x - 2.75, y - 4.75, 5.5, 8.5);
      }),
    )
    .join("");
}

/** The bands behind complete moments. */
export const bandPath = (drawn: readonly DrawnMoment[], scale: TimeScale, foot: number, half: number, over: number): string =>
  drawn
    .filter(({ moment }) => moment.complete)
    .map(({ moment }) => box(scale.x(moment.at) - half, TOP - over, 2 * half, foot - TOP + 2 * over - 1))
    .join("");
