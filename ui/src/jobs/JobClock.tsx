import { useTranslation } from "react-i18next";
import type { JobDetail } from "../backend/bindings/types";
import { useWidth } from "../components/useWidth";
import { useFormat } from "../format/useFormat";
import { ClockRow } from "./ClockRow";
import { clockScale } from "./clockScale";
import styles from "./JobClock.module.css";

const LABELS = 276;
/** Room for half of the last label. */
const RIGHT = 34;
const HEAD = 24;
const ROW = 40;

/** The stages of a job on one clock: grey is done, blue is running, hatched is between the earliest and the latest end. */
export function JobClock({ job, now }: { job: JobDetail; now: number }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const [width, measure] = useWidth(1068);
  const { from, to, step, ticks } = clockScale(job, now);
  const height = HEAD + job.stages.length * ROW + 18;
  const x = (at: number) => LABELS + ((at - from) / (to - from)) * (width - LABELS - RIGHT);
  const unfinished = job.summary.finishedAt === null;
  const atNow = x(Math.min(now, to));
  const seconds = step < 60_000;
  const pill = seconds ? 96 : 76;
  const pillAt = Math.min(Math.max(atNow, LABELS), width - pill / 2);
  const clock = (at: number) => (seconds ? format.time(at) : format.time(at).slice(0, 5));
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
            {(!unfinished || Math.abs(x(tick) - pillAt) > pill / 2 + (seconds ? 30 : 22)) && (
              <text x={x(tick)} y="14" fontSize="11" textAnchor="middle" fill="var(--color-text-faint)">
                {clock(tick)}
              </text>
            )}
          </g>
        ))}
        {job.stages.map((stage, index) => (
          <ClockRow key={stage.kind} job={job} stage={stage} y={HEAD + 26 + index * ROW} x={x} now={now} line={unfinished ? atNow : null} />
        ))}
        {unfinished && (
          <g>
            <path d={`M${atNow} 20V${height}`} stroke="var(--color-accent)" strokeWidth="1.5" />
            <rect x={pillAt - pill / 2} y="2" width={pill} height="18" rx="4" fill="var(--color-accent)" />
            <text x={pillAt} y="15" fontSize="11" fontWeight="600" textAnchor="middle" fill="var(--color-on-accent)">
              {t("clock.now", { time: clock(now) })}
            </text>
          </g>
        )}
      </svg>
      <ul className="sr-only">
        {job.stages.map((stage) => (
          <li key={stage.kind}>
            {t("clock.summary", { stage: t(`clock.${stage.kind}`), region: stage.regionId, state: t(`clock.state.${stage.state}`) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
