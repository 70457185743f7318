import { useId, useState, type KeyboardEvent } from "react";
import type { DiskTimeline } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { drawnMoments, momentsOf, type DrawnMoment, type Moment } from "./moments";
import { axisDays, timeScale } from "./timeScale";
import { FOOT, LANE, TOP, bandPath, framePath } from "./timeLinePaths";
import styles from "./TimeLine.module.css";

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
export function TimeLine({ timelines, chosen, from, to, label, width, onPick: pick }: TimeLineProps) {
  const { t } = useTranslation("details");
  const format = useFormat();
  const id = useId();
  const all = momentsOf(timelines);
  const drawn = drawnMoments(all, chosen);
  // A list of no choices is none.
  const onPick = drawn.length > 0 ? pick : undefined;
  const [active, setActive] = useState<number | null>(null);
  const here = active ?? drawn.findIndex((each) => each.chosen);
  const scale = timeScale(from, to, width);
  const foot = TOP + (timelines.length - 1) * LANE;
  const chosenOne = drawn.filter((each) => each.chosen);
  const others = drawn.filter((each) => !each.chosen);
  const isSystem = (place: number) => timelines[place]?.diskType === "system";

  const name = ({ moment, count }: DrawnMoment) => {
    const frames = moment.frames.filter((frame) => frame !== null).length;
    return count > 1
      ? t("timeline.day", { date: format.date(moment.at), count, frames, disks: timelines.length })
      : t("timeline.moment", { time: format.dateTime(moment.at), count: frames, disks: timelines.length });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: drawn.length - 1 };
    const next = event.altKey ? undefined : steps[event.key];
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
      height={foot + FOOT}
      viewBox={`0 0 ${width} ${foot + FOOT}`}
      role={onPick ? "listbox" : "img"}
      aria-label={label}
      aria-describedby={onPick ? `${id}-hint` : undefined}
      aria-orientation={onPick ? "horizontal" : undefined}
      aria-activedescendant={onPick && here >= 0 ? `${id}-${here}` : undefined}
      tabIndex={onPick ? 0 : undefined}
      onKeyDown={onPick ? onKeyDown : undefined}
      onBlur={() => setActive(null)}
    >
      {onPick && <desc id={`${id}-hint`}>{t("timeline.hint")}</desc>}
      {timelines.map((timeline, place) => (
        <text key={timeline.diskId} x="0" y={TOP + place * LANE + 3.5} className={styles.faint} aria-hidden="true">
          {timeline.device ?? timeline.diskId.slice(0, 4)}
        </text>
      ))}
      <g aria-hidden="true">
        <path d={bandPath(others, scale, foot, 6.5, 8.5)} className={styles.band} />
        <path d={bandPath(chosenOne, scale, foot, 8, 13.5)} className={styles.chosenBand} />
        <path d={timelines.map((_, place) => `M33 ${TOP + place * LANE}H${width - 8}`).join("")} className={styles.wire} />
        <path d={framePath(others, scale, isSystem, true)} className={styles.system} />
        <path d={framePath(others, scale, isSystem, false)} className={styles.data} />
        <path d={framePath(chosenOne, scale, isSystem, true)} className={styles.systemChosen} />
        <path d={framePath(chosenOne, scale, isSystem, false)} className={styles.dataChosen} />
      </g>
      {drawn.map((each, index) => (
        <rect
          key={index}
          id={`${id}-${index}`}
          x={scale.x(each.moment.at) - 8}
          y={TOP - 12}
          width="16"
          height={foot - TOP + 24}
          rx="3"
          className={`${styles.target} ${onPick ? styles.pick : ""}`}
          data-tip={name(each)}
          data-active={index === active || undefined}
          {...(onPick
            ? { role: "option", "aria-selected": each.chosen, "aria-label": name(each), onClick: () => onPick(each.moment) }
            : { "aria-hidden": true })}
        />
      ))}
      <g aria-hidden="true">
        {drawn.map(
          (each, index) =>
            each.count > 1 && (
              <text key={index} x={scale.x(each.moment.at)} y={TOP - 15} textAnchor="middle" className={styles.count}>
                {each.count}
              </text>
            ),
        )}
        {axisDays(scale, all[all.length - 1]?.at ?? to, chosenOne[0]?.moment.at ?? null).map(({ at, x, first, chosen: accent }) => (
          <text key={at} x={x} y={foot + 29.5} textAnchor="middle" className={accent ? styles.accent : styles.faint}>
            {first ? format.axisDay(at) : new Date(at).getDate()}
          </text>
        ))}
      </g>
    </svg>
  );
}
