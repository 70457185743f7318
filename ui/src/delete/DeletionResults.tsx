import { useState } from "react";
import type { DeletionOutcome, DeletionRow, JobDetail, JobStep, StepKindName } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { CloudText } from "../components/CloudText";
import { ProblemNote } from "../components/ProblemNote";
import { Status, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../images/inFours";
import { go } from "../route";
import { isOver, leftOf } from "./leftOf";
import { isUndoneAnew, undoOf } from "./undoOf";
import { UndoTime } from "./UndoTime";
import { useStopRest } from "./useStopRest";
import { useRefusedWords } from "./useRefusedWords";
import { useUndo } from "./useUndo";
import own from "./Delete.module.css";

/** So many rows of a part are shown at first. */
const PAGE = 50;

const PARTS = ["unshareImage", "deleteImage", "deleteSnapshots"] as const satisfies readonly StepKindName[];

const TONES: Record<DeletionOutcome, Tone> = {
  waiting: "idle",
  sending: "running",
  looking: "warning",
  deleting: "running",
  done: "good",
  alreadyGone: "good",
  refused: "bad",
  noClearAnswer: "warning",
  notTried: "idle",
};

/** What has gone wrong comes first, then what is still to come. */
const ORDER: readonly DeletionOutcome[] = ["refused", "noClearAnswer", "notTried", "looking", "sending", "deleting", "waiting", "alreadyGone", "done"];


/** The rows of a deletion with what came of each; at its end, what is left behind. */
export default function DeletionResults({ job }: { job: JobDetail }) {
  const { t } = useTranslation("deletion");
  const at = undoOf(job);
  const stop = useStopRest(job);
  const rowsOf = (kind: StepKindName) => job.steps.filter((step) => step.kind === kind).flatMap((step) => step.deletions);
  const ended = job.summary.finishedAt !== null;
  const undone = job.summary.state === "undone";
  const left = [...rowsOf("deleteImage"), ...rowsOf("deleteSnapshots")].filter((row) => !isOver(row));
  return (
    <section className={own.results} aria-labelledby="results-title">
      <h2 id="results-title">{t("result.title")}</h2>
      <p className={own.lead}>{t(undone ? "result.undone" : "result.text")}</p>
      {at !== null && <UndoBar job={job} at={at} />}
      {stop.possible && (
        <div className={own.undoBar}>
          <span className="muted t12">{t("result.stopText")}</span>
          <Button aria-disabled={stop.busy || undefined} onClick={stop.run}>
            {t("result.stop")}
          </Button>
        </div>
      )}
      {ended && !undone && left.length > 0 && <Left job={job} rows={left} />}
      <div className={own.plan}>
        {PARTS.map((kind) => {
          const steps = job.steps.filter((step) => step.kind === kind);
          return steps.length > 0 ? <Part key={kind} kind={kind} steps={steps} /> : null;
        })}
      </div>
    </section>
  );
}

function UndoBar({ job, at }: { job: JobDetail; at: number }) {
  const { t } = useTranslation("deletion");
  const undo = useUndo(job.summary.id);
  return (
    <div className={own.undoBar}>
      <UndoTime at={at} leaving={t("undo.open")} anew={isUndoneAnew(job)} />
      {undo.problem && <ProblemNote problem={undo.problem} titleOnly />}
      <Button aria-disabled={undo.busy || undefined} onClick={undo.run}>
        {t("undo.button")}
      </Button>
    </div>
  );
}

/** Every id that was to be deleted and is still there, and the way to a new plan of it. */
function Left({ job, rows }: { job: JobDetail; rows: readonly DeletionRow[] }) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  return (
    <div className={own.problem}>
      <Callout tone="warning">
        <b>{t("result.left")}</b> {t("result.leftText")} <span className="mono selectable">{format.list(rows.map(({ id }) => id))}</span>
        <div className={own.again}>
          <Button icon="refresh" onClick={() => go({ page: "delete", ...leftOf(job) })}>
            {t("result.planAgain")}
          </Button>
        </div>
      </Callout>
    </div>
  );
}

function Part({ kind, steps }: { kind: (typeof PARTS)[number]; steps: readonly JobStep[] }) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const [most, setMost] = useState(PAGE);
  const rows = steps.flatMap((step) => step.deletions);
  // A short list stays in the order of the plan.
  const sorted = rows.length > PAGE ? rows.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)) : rows;
  const title = t(`result.part.${kind}`);
  return (
    <section aria-label={title}>
      <header className={own.part}>
        <span />
        <h3>{title}</h3>
        <span className="muted">{t("result.count", { done: format.number(rows.filter(isOver).length), all: format.number(rows.length) })}</span>
      </header>
      {sorted.slice(0, most).map((row, index) => (
        <Row key={`${row.id} ${index}`} kind={kind} row={row} />
      ))}
      {sorted.length > most && (
        <div className={own.more}>
          <button type="button" className="link" onClick={() => setMost(most + PAGE * 4)}>
            {t("showMore", { count: sorted.length - most })}
          </button>
        </div>
      )}
    </section>
  );
}

function Row({ kind, row: { id, name, outcome, problem, requestId } }: { kind: (typeof PARTS)[number]; row: DeletionRow }) {
  const { t } = useTranslation("deletion");
  const words = useRefusedWords();
  const provider = problem?.provider;
  const word = outcome === "done" && kind === "unshareImage" ? t("outcome.unshared") : t(`outcome.${outcome}`);
  const request = provider?.requestId ?? requestId;
  return (
    <div className={own.line}>
      <span />
      <span className={own.glyph} />
      <span className={own.two}>
        {name !== "" && (
          <span className={`${own.name} trunc`}>
            <CloudText text={name} />
          </span>
        )}
        <span className="mono faint trunc selectable">{kind === "unshareImage" ? inFours(id) : id}</span>
      </span>
      <span className={`${own.text} ${own.cause}`}>
        {problem && outcome !== "done" && <span>{words(problem)}</span>}
        {provider && (outcome === "refused" || outcome === "noClearAnswer") && (
          <span className="mono faint selectable" data-tip={provider.message}>
            <CloudText text={provider.code} />
          </span>
        )}
        {request && outcome !== "waiting" && <span className="mono faint selectable">{request}</span>}
      </span>
      <span className={own.state}>
        <Status tone={TONES[outcome]}>{word}</Status>
      </span>
    </div>
  );
}
