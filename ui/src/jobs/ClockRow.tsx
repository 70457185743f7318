import type { JobDetail } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { ClockBars } from "./ClockBars";
import { ClockNumber } from "./ClockNumber";
import { barSpan, dotsBehind } from "./barSpan";
import { GAP, placeWords, wordsWidth } from "./placeWords";
import { AHEAD, rowBars } from "./rowBars";
import { isQueued, stepTone } from "./stepTone";
import { partAtWork, type StepRow } from "./stepRows";
import styles from "./JobClock.module.css";

interface Props {
  job: JobDetail;
  row: StepRow;
  group: readonly StepRow[];
  /** Where it is done: the region, or the number of accounts it is shared with. */
  place: string;
  /** What is to be said of it. */
  said: string;
  /** Middle of the row, and how high rows are. */
  y: number;
  height: number;
  x: (at: number) => number;
  /** Where the picture of times begins and ends. */
  left: number;
  right: number;
  now: number;
  /** Where the line of now stands, while there is one. */
  line: number | null;
}

/** One step: its number, its name, its bar, and what is to be said of it. */
export function ClockRow({ job, row, group, place, said, y, height, x, left, right, now, line }: Props) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const part = partAtWork(row);
  const tone = stepTone(part);
  const bars = rowBars(job, row, now);
  const past = bars.filter((bar) => !AHEAD.includes(bar.kind));
  const refused = part.state === "failed" && past.length === 0;
  const queued = isQueued(part);
  const mark = x(part.finishedAt ?? part.startedAt ?? now);
  const spans = bars.map((bar) => barSpan(bar, x));
  const begin = spans[0]?.left ?? null;
  const ends = spans.map((span) => span.left + span.width);
  const drawn = refused ? { from: mark - 5, to: Math.max(mark + 5, ...ends) } : begin === null ? null : { from: begin, to: Math.max(...ends) };

  // The percent stands in the bar when there is room, or else before the words.
  const percent = part.state === "running" && part.progress !== null && !queued ? format.percent(part.progress) : null;
  const last = past.at(-1);
  const percentAt = last?.kind === "running" && barSpan(last, x).width > 40 ? x(last.from) + 9 : null;
  const words = percent !== null && percentAt === null ? t("clock.percent", { percent, words: said }) : said;

  // A refusal, and the place in a queue, are told where they began, when there is room before the line of now.
  const early = refused ? mark + 12 : queued && begin !== null ? begin + 12 : null;
  const width = wordsWidth(words);
  const prefer = part.state === "pending" ? "before" : "after";
  const at = early !== null && early + width < (line ?? right) - GAP ? early : placeWords(width, { drawn, now: line, left, right, prefer });
  const shown = at === early && queued ? dotsBehind(bars, at + width + 4, x) : bars;
  return (
    <g>
      <ClockNumber row={row} group={group} y={y} rowHeight={height} />
      <svg x="31" y={y - 5} width="10" height="10">
        <StatusShape tone={tone} percent={part.progress} />
      </svg>
      <text x="48" y={y + 4.5} fontSize="13" fontWeight="500" fill="var(--color-text)">
        {t(`clock.kind.${row.step.kind}`)}
      </text>
      <text x="190" y={y + 4} fontSize="12" fill="var(--color-text-muted)">
        {place}
      </text>
      <ClockBars bars={shown} y={y} x={x} waits={part.state === "pending" || queued} />
      {queued && begin !== null && <circle cx={begin + 2} cy={y} r="2" fill="var(--color-idle-mark)" />}
      {refused && (
        <svg x={mark - 5} y={y - 5} width="10" height="10">
          <StatusShape tone="bad" />
        </svg>
      )}
      {percentAt !== null && percent !== null && (
        <text x={percentAt} y={y + 4} fontSize="11" fontWeight="600" fill="var(--color-bg-raised)">
          {percent}
        </text>
      )}
      <text className={styles.words} x={at} y={y + 4} fontSize="12" fill={part.state === "failed" ? "var(--color-danger-fg)" : "var(--color-text-muted)"}>
        {words}
      </text>
    </g>
  );
}
