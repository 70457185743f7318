import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DiskTimeline } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { axisDays, timeScale } from "./timeScale";
import { holds, momentsOf, perDay, type Moment } from "./moments";
import styles from "./TimeLine.module.css";

const LANE = 22;
const TOP = 24.5;
/** More than so many are drawn a day at a time. */
const DRAWN = 60;

export interface TimeLineProps {
  timelines: readonly DiskTimeline[];
  /** The snapshot whose moment is chosen. */
  chosen: string | null;
  /** What the line spans, milliseconds since the epoch. */
  from: number;
  to: number;
  label: string;
  width: number;
  /** A click, or Enter. Without it the picture is only looked at. */
  onPick?: (moment: Moment) => void;
}

/** Snapshots of the disks of an instance on one clock; those of one moment are joined by a band. */
export function TimeLine({ timelines, chosen, from, to, label, width, onPick }: TimeLineProps) {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const id = useId();
  const all = momentsOf(timelines);
  const chosenMoment = all.find((moment) => holds(moment, chosen)) ?? null;
  const drawn = all.length > DRAWN ? perDay(all) : all.map((moment) => ({ moment, count: 1 }));
  const [active, setActive] = useState<number | null>(null);
  const here = active ?? drawn.findIndex(({ moment }) => moment === chosenMoment);
  const scale = timeScale(from, to, width);
  const foot = TOP + (timelines.length - 1) * LANE;

  const name = (moment: Moment, count: number) =>
    t("details.momentLabel", {
      time: format.dateTime(moment.at),
      count: moment.frames.filter((frame) => frame !== null).length * count,
      disks: timelines.length,
    });

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: drawn.length - 1 };
    const next = steps[event.key];
    const moment = drawn[here]?.moment;
    if (next !== undefined) setActive(Math.min(Math.max(next, 0), drawn.length - 1));
    else if ((event.key === "Enter" || event.key === " ") && moment) onPick?.(moment);
    else return;
    event.preventDefault();
  };

  return (
    <svg
      className={styles.line}
      width={width}
      height={foot + 33.5}
      viewBox={`0 0 ${width} ${foot + 33.5}`}
      role={onPick ? "listbox" : "img"}
      aria-label={label}
      aria-orientation={onPick ? "horizontal" : undefined}
      aria-activedescendant={onPick && here >= 0 ? `${id}-${here}` : undefined}
      tabIndex={onPick ? 0 : undefined}
      onKeyDown={onPick ? onKeyDown : undefined}
      onBlur={() => setActive(null)}
    >
      {timelines.map((timeline, place) => (
        <g key={timeline.diskId} aria-hidden="true">
          <text x="0" y={TOP + place * LANE + 3.5} className={styles.faint}>
            {timeline.device ?? timeline.diskId.slice(0, 4)}
          </text>
        </g>
      ))}
      {drawn.map(({ moment }, index) => {
        if (!moment.complete) return null;
        const isChosen = moment === chosenMoment;
        const x = scale.x(moment.at);
        return isChosen ? (
          <rect key={index} x={x - 8} y={TOP - 13.5} width="16" height={foot - TOP + 26} rx="3" className={styles.chosenBand} aria-hidden="true" />
        ) : (
          <rect key={index} x={x - 6.5} y={TOP - 8.5} width="13" height={foot - TOP + 16} rx="3" className={styles.band} aria-hidden="true" />
        );
      })}
      {timelines.map((timeline, place) => (
        <path key={timeline.diskId} d={`M33 ${TOP + place * LANE}H${width - 8}`} className={styles.wire} aria-hidden="true" />
      ))}
      {drawn.map(({ moment, count }, index) => (
        <g
          key={index}
          id={`${id}-${index}`}
          className={onPick ? styles.pick : ""}
          data-tip={name(moment, count)}
          data-active={index === active || undefined}
          {...(onPick
            ? { role: "option", "aria-selected": moment === chosenMoment, "aria-label": name(moment, count), onClick: () => onPick(moment) }
            : { "aria-hidden": true })}
        >
          <rect x={scale.x(moment.at) - 8} y={TOP - 12} width="16" height={foot - TOP + 24} className={styles.target} rx="3" />
          {moment.frames.map((frame, place) =>
            frame === null ? null : timelines[place]?.diskType === "system" ? (
              <rect
                key={place}
                x={scale.x(moment.at) - 3.5}
                y={TOP + place * LANE - 5.5}
                width="7"
                height="10"
                rx="1.5"
                className={moment === chosenMoment ? styles.systemChosen : styles.system}
              />
            ) : (
              <rect
                key={place}
                x={scale.x(moment.at) - 2.75}
                y={TOP + place * LANE - 4.75}
                width="5.5"
                height="8.5"
                rx="1"
                className={moment === chosenMoment ? styles.dataChosen : styles.data}
              />
            ),
          )}
        </g>
      ))}
      <g aria-hidden="true">
        {axisDays(scale, all[all.length - 1]?.at ?? to, chosenMoment?.at ?? null).map(({ at, x, first, chosen: accent }) => (
          <text key={at} x={x} y={foot + 29.5} textAnchor="middle" className={accent ? styles.accent : styles.faint}>
            {first ? format.axisDay(at) : new Date(at).getDate()}
          </text>
        ))}
      </g>
    </svg>
  );
}
