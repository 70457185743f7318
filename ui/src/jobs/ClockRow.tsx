import { useTranslation } from "react-i18next";
import type { JobDetail } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { ClockBars } from "./ClockBars";
import { ClockNumber } from "./ClockNumber";
import { rowBars } from "./rowBars";
import { isQueued, stepTone } from "./stepTone";
import { partAtWork, type StepRow } from "./stepRows";
import { wordsAt, wordsWidth } from "./wordsAt";
import styles from "./JobClock.module.css";

interface Props {
  job: JobDetail;
  row: StepRow;
  group: readonly StepRow[];
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
export function ClockRow({ job, row, group, said, y, height, x, left, right, now, line }: Props) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const part = partAtWork(row);
  const tone = stepTone(part);
  const bars = rowBars(job, row, now);
  const past = bars.filter((bar) => bar.kind !== "range" && bar.kind !== "rest" && bar.kind !== "retry");
  const refused = part.state === "failed" && past.length === 0;
  const mark = x(part.finishedAt ?? part.startedAt ?? now);
  const end = Math.max(...bars.map((bar) => x(bar.to)), refused ? mark + 4 : -Infinity, line === null ? left : -Infinity);
  const width = wordsWidth(said);
  const begin = bars[0] ? x(bars[0].from) : null;

  const place = (): number => {
    const early = refused ? mark + 12 : isQueued(part) && begin !== null ? begin + 12 : null;
    if (early !== null && (line === null || early + width < line - 8)) return early;
    if (part.state === "pending" && begin !== null && begin - width - 8 > (line ?? left) + 4) return begin - width - 8;
    if (!Number.isFinite(end)) return (line ?? left) + 8;
    const beside = wordsAt(end, said, line, right);
    // Beyond the line of now is far from a bar that is done: before the bar is nearer.
    const before = (refused ? mark - 5 : (begin ?? left)) - width - 8;
    return beside > end + 8 && part.state !== "running" && before > left ? before : beside;
  };
  const at = place();
  const first = past.at(-1);
  const percentAt = first?.kind === "running" && x(first.to) - x(first.from) > 40 ? x(first.from) + 9 : null;
  const percent = part.state === "running" && part.progress !== null ? format.percent(part.progress) : null;
  const words = percent !== null && percentAt === null && !isQueued(part) ? t("clock.percent", { percent, words: said }) : said;
  // In the queue the dots begin behind the words.
  const drawn = bars.map((bar) => (bar.kind === "queue" && at < x(bar.to) && line !== null ? { ...bar, from: bar.from + ((at + width + 4 - x(bar.from)) / (x(bar.to) - x(bar.from))) * (bar.to - bar.from) } : bar));
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
        {row.step.regionId}
      </text>
      <ClockBars bars={drawn} y={y} x={x} waits={part.state === "pending" || isQueued(part)} />
      {isQueued(part) && begin !== null && <circle cx={begin + 2} cy={y} r="2" fill="var(--color-idle-mark)" />}
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
