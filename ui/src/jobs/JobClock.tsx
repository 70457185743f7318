import type { JobDetail } from "../backend/bindings/types";
import { shortId } from "../components/shortId";
import { useWidth } from "../components/useWidth";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { ClockNow } from "./ClockNow";
import { ClockRow } from "./ClockRow";
import { clockScale, roomFor } from "./clockScale";
import { ownInstance } from "./instancesOf";
import { GAP, wordsWidth } from "./placeWords";
import { isSharing, partAtWork, stepRows, type StepRow } from "./stepRows";
import { useChangedTo } from "./useChangedTo";
import { useStepWords } from "./useStepWords";
import styles from "./JobClock.module.css";

const LABELS = 316;
/** Room for half of the last label. */
const RIGHT = 34;
const HEAD = 24;
/** Many steps stand closer. */
const ROW = 33;
const CLOSE_ROW = 28;
const MANY = 7;

/** The steps of a job on one clock: grey is done, blue is running, hatched is between the earliest and the latest end. */
export function JobClock({ job, now }: { job: JobDetail; now: number }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const words = useStepWords(job, now);
  const changedTo = useChangedTo();
  const [width, measure] = useWidth(1068);
  const placeOf = ({ step }: StepRow) => {
    if (isSharing(step.kind)) return t("clock.accounts", { count: step.shareWith.length });
    const changed = changedTo(step);
    if (changed !== null) return changed;
    const own = ownInstance(job, step);
    if (own !== null) return shortId(own);
    const instances = step.launched?.asked ?? step.instanceIds.length;
    return instances > 0 ? t("clock.instances", { count: instances }) : step.regionId;
  };
  const rows = stepRows(job.steps).map((row) => ({ row, said: words(row), place: placeOf(row) }));
  // Words of steps that are still to come can stand before their bar.
  const longest = Math.max(0, ...rows.map(({ row, said }) => (partAtWork(row).state === "pending" ? 0 : wordsWidth(said) + 2 * GAP)));
  const { from, to, step, ticks } = clockScale(job, now, roomFor(longest, width - LABELS - RIGHT));
  const rowHeight = rows.length > MANY ? CLOSE_ROW : ROW;
  const height = HEAD + rows.length * rowHeight + 8;
  const x = (at: number) => LABELS + ((at - from) / (to - from)) * (width - LABELS - RIGHT);
  const unfinished = job.summary.finishedAt === null;
  const atNow = x(Math.min(now, to));
  const seconds = step < 60_000;
  const clock = (at: number) => (seconds ? format.time(at) : format.time(at).slice(0, 5));
  // At midnight the day is what is to be known.
  const tickWords = (at: number) => (new Date(at).getHours() === 0 && new Date(at).getMinutes() === 0 && !seconds ? format.axisDay(at) : clock(at));
  const pill = seconds ? 96 : 76;
  return (
    <div ref={measure} className={styles.clock}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={t("clock.label")}>
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V5" stroke="var(--color-border-control)" strokeWidth="2" />
          </pattern>
        </defs>
        {unfinished && <rect x={atNow} y={HEAD} width={Math.max(0, x(to) - atNow)} height={height - HEAD} fill="var(--color-bg-sunken)" opacity=".7" />}
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${Math.round(x(tick)) + 0.5} ${HEAD}V${height}`} stroke="var(--color-border-subtle)" />
            {(!unfinished || Math.abs(x(tick) - atNow) > pill / 2 + (seconds ? 30 : 22)) && (
              <text className={styles.tick} x={x(tick)} y="14" fontSize="11" textAnchor="middle" fill="var(--color-text-faint)">
                {tickWords(tick)}
              </text>
            )}
          </g>
        ))}
        {unfinished && <ClockNow at={atNow} left={LABELS} right={width} height={height} pill={pill} words={t("clock.now", { time: clock(now) })} />}
        {rows.map(({ row, said, place }, index) => (
          <ClockRow
            key={row.step.position}
            job={job}
            row={row}
            group={rows.flatMap((other) => (other.row.group === row.group ? [other.row] : []))}
            place={place}
            said={said}
            y={HEAD + 4 + (index + 0.5) * rowHeight - 2}
            height={rowHeight}
            x={x}
            left={LABELS}
            right={width}
            now={now}
            line={unfinished ? atNow : null}
          />
        ))}
      </svg>
      <ol className="sr-only">
        {rows.map(({ row, said, place }) => (
          <li key={row.step.position}>{t("clock.summary", { step: t(`clock.kind.${row.step.kind}`), place, state: said })}</li>
        ))}
      </ol>
    </div>
  );
}
