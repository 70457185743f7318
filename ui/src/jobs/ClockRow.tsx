import { useTranslation } from "react-i18next";
import type { JobDetail, JobStage, StageState } from "../backend/bindings/types";
import { StatusShape, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";

const TONES: Record<StageState, Tone> = { pending: "idle", running: "running", done: "good", failed: "bad" };
const FILLS: Record<StageState, string> = {
  pending: "none",
  running: "var(--color-info-mark)",
  done: "var(--color-bar)",
  failed: "var(--color-danger-mark)",
};

interface Props {
  job: JobDetail;
  stage: JobStage;
  /** Middle of the row. */
  y: number;
  x: (at: number) => number;
  now: number;
  /** Where the line of now stands, while there is one. */
  line: number | null;
}

/** What is short is still seen. */
const SHORTEST = 6;
/** About the width of a letter of 12 px. */
const LETTER = 6.8;

/** Places words beside a bar; when the line of now would cross them, beyond the line. */
export function wordsAt(after: number, words: string, line: number | null): number {
  const from = after + 8;
  let width = 0;
  for (const letter of words) width += letter > "\u2e7f" ? 12 : LETTER;
  return line !== null && line > from - 6 && line < from + width + 4 ? line + 8 : from;
}

/** One stage: its name, its bar, and what is to be said of it. */
export function ClockRow({ job, stage, y, x, now, line }: Props) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const { startedAt, state } = stage;
  const name = stage.kind === "request" ? t("clock.request") : t("clock.creating");
  const estimate = state === "running" && stage.kind === "creating" ? job.estimate : null;
  const end = stage.finishedAt ?? now;
  const spent = startedAt === null ? "" : format.took(end - startedAt);

  const over = job.summary.finishedAt;
  const left = x(startedAt ?? over ?? now);
  const right = startedAt === null ? left : Math.max(x(end), left + SHORTEST);
  const earliest = estimate ? x(Math.max(estimate.earliest, now)) : right;
  const latest = estimate ? x(Math.max(estimate.latest, now)) : right;
  const words = () => {
    if (state === "pending") return t(over === null ? "clock.afterRequest" : "clock.state.pending");
    if (state === "failed") return t("clock.failed", { duration: spent });
    if (state === "done") return t(stage.kind === "request" ? "clock.answered" : "clock.available", { duration: spent });
    if (estimate && estimate.latest > now) {
      return t("clock.left", { from: format.duration(Math.max(0, estimate.earliest - now)), to: format.duration(estimate.latest - now) });
    }
    return t("clock.running", { duration: spent });
  };
  const percent = stage.progress !== null && state === "running" ? format.percent(stage.progress) : null;
  const percentInside = right - left > 40;
  const said = percent !== null && !percentInside ? t("clock.percent", { percent, words: words() }) : words();
  return (
    <g>
      <svg x="0" y={y - 5} width="10" height="10">
        <StatusShape tone={TONES[state]} percent={stage.progress} />
      </svg>
      <text x="20" y={y + 4} fontSize="13" fontWeight="500" fill="var(--color-text)">
        {name}
      </text>
      <text x="168" y={y + 4} fontSize="12" fill="var(--color-text-muted)">
        {stage.regionId}
      </text>
      {state !== "pending" && <rect x={left} y={y - 7} width={right - left} height="14" rx="3" fill={FILLS[state]} />}
      {earliest > right && (
        <rect x={right} y={y - 6.5} width={earliest - right} height="13" fill="var(--color-info-bg)" stroke="var(--color-info-mark)" />
      )}
      {latest > earliest && <rect x={earliest} y={y - 6.5} width={latest - earliest} height="13" rx="3" fill="url(#hatch)" stroke="var(--color-border-control)" />}
      {percent !== null && percentInside && (
        <text x={left + 8} y={y + 4} fontSize="11" fontWeight="600" fill="var(--color-bg-raised)">
          {percent}
        </text>
      )}
      <text x={wordsAt(latest, said, line)} y={y + 4} fontSize="12" fill="var(--color-text-muted)">
        {said}
      </text>
    </g>
  );
}
