import type { JobDetail, JobStep, StepKindName } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { regionsDone } from "./joinedSteps";
import { ordinal } from "./ordinal";
import { hasEnded, isAtWork, isNotListed, isQueued, isSharedPartly } from "./stepTone";
import { runningOf } from "../proof/launched";
import { isSharing, partAtWork, type StepRow } from "./stepRows";
import { troubledSince } from "./troubledSince";
import { useCheckWords } from "./useCheckWords";

/** An answer older than this is marked as old. */
const FRESH = 90_000;

/** What a kind of step comes to, when it is not an image that becomes available. */
const DONE_WORDS = {
  createSnapshot: "completed",
  createSnapshotGroup: "completed",
  launchInstances: "started",
  proveInstances: "compared",
  mendDifference: "mended",
  startInstances: "started",
  stopInstances: "stopped",
  rebootInstances: "started",
  replaceSystemDisk: "completed",
  attachKeyPair: "completed",
  applySnapshotPolicy: "completed",
  changeInstanceType: "completed",
  resizeDisk: "completed",
  changeDiskCategory: "completed",
  changeBandwidth: "completed",
  waitForAgent: "completed",
  releaseInstances: "completed",
  undoTime: "completed",
  unshareImage: "completed",
  editImage: "completed",
  deprecateImage: "completed",
  restoreImage: "completed",
  tagImage: "completed",
  untagImage: "completed",
  deleteImage: "completed",
  deleteSnapshots: "completed",
  exportImage: "completed",
} as const satisfies Partial<Record<StepKindName, string>>;

const doneWord = (kind: StepKindName) => (kind in DONE_WORDS ? DONE_WORDS[kind as keyof typeof DONE_WORDS] : null);

/** Gives the words beside the bar of a step: what it came to, what it waits for, or how long it may still take. */
export function useStepWords(job: JobDetail, now: number): (row: StepRow) => string {
  const { t, i18n } = useTranslation("jobs");
  const format = useFormat();
  const problemWords = useProblemWords();
  const checkWords = useCheckWords();
  const reason = (step: JobStep) => (step.problem ? problemWords(step.problem).title : t("clock.noReason"));
  const time = (at: number) => format.clock(at, now);

  const pending = (steps: readonly JobStep[]) => {
    if (job.summary.finishedAt !== null) return t("clock.notStarted");
    const neededBy = (step: JobStep) => job.steps.filter((other) => step.after.includes(other.position));
    const possible = steps.filter((step) => !neededBy(step).some((other) => other.state === "failed"));
    if (possible.length === 0) return t("clock.needsFailed");
    const before = [...new Set(possible.flatMap(neededBy))].filter((other) => !hasEnded(other));
    if (possible.every((step) => step.after.length === 0)) return t("clock.notSent");
    if (before.length === 0) return t("clock.next");
    const kinds = new Set<StepKindName>(before.map((other) => other.kind));
    if (kinds.size > 1) return t("clock.afterSteps", { count: before.length });
    const [kind] = kinds;
    return kind ? t(`clock.after.${kind}`, { count: before.length }) : t("clock.next");
  };

  const trouble = (step: JobStep) => {
    const since = troubledSince(job, step);
    const text = since === null ? reason(step) : t("clock.since", { reason: reason(step), time: time(since) });
    return step.lastSeenAt === null || isNotListed(step) ? text : t("clock.lastAnswer", { words: text, ago: format.ago(step.lastSeenAt, now) });
  };

  const running = (step: JobStep) => {
    if (isNotListed(step)) return t("clock.notListed", { ago: step.lastSeenAt === null ? t("clock.never") : format.ago(step.lastSeenAt, now) });
    if (step.problem) return trouble(step);
    if (isQueued(step)) return step.queuedBehind === null ? t("clock.queued") : t("clock.queuedAt", { place: ordinal(step.queuedBehind + 1, i18n.language) });
    const { estimate } = step;
    const words =
      estimate && estimate.latest > now
        ? t("clock.left", { from: format.duration(Math.max(0, estimate.earliest - now)), to: format.duration(estimate.latest - now) })
        : t("clock.running", { duration: format.took(now - (step.startedAt ?? now)) });
    return step.lastSeenAt !== null && now - step.lastSeenAt > FRESH ? t("clock.lastAnswer", { words, ago: format.ago(step.lastSeenAt, now) }) : words;
  };

  const done = ({ step, restore }: StepRow) => {
    const duration = format.took((restore?.finishedAt ?? step.finishedAt ?? now) - (step.startedAt ?? now));
    if (step.kind === "imageCheck") return step.check ? checkWords(step.check) : t("clock.checkUnknown");
    if (step.kind === "shareImage") return t("clock.shared", { count: step.shareWith.length });
    if (step.kind === "unshareImage") return t("clock.unshared", { count: step.shareWith.length });
    if (step.kind === "restoreFeatures") return t("clock.restored");
    if (step.kind === "launchInstances" && step.launched) return t("clock.launched", { made: runningOf(step.launched).length, asked: step.launched.asked });
    const own = doneWord(step.kind);
    if (own) return t(`clock.${own}`, { duration });
    return t(restore?.state === "done" && restore.attempts.length > 0 ? "clock.availableRestored" : "clock.available", { duration });
  };

  const words = (row: StepRow): string => {
    const step = partAtWork(row);
    switch (step.state) {
      case "pending":
        return step === row.restore ? t("clock.restoring") : pending(row.parts.filter((part) => part.state === "pending" && part !== row.restore));
      case "waiting":
        return step.problem ? trouble(step) : t("clock.waiting");
      case "running":
        return step === row.restore && !step.problem ? t("clock.restoring") : running(step);
      case "done":
        return done(row);
      case "failed": {
        if (isSharedPartly(step)) return t(step.kind === "shareImage" ? "clock.sharedPartly" : "clock.unsharedPartly", { done: step.shareWith.length - step.shareRefused.length, all: step.shareWith.length });
        const refused = step.acceptedAt === null && step.problem?.provider != null;
        return t(step === row.restore ? "clock.restoreFailed" : refused ? "clock.refused" : "clock.failed", { reason: reason(step) });
      }
      default:
        return isAtWork(step) && step.problem ? trouble(step) : t(`clock.state.${step.state}`);
    }
  };

  return (row) => {
    const { done, all } = regionsDone(row.parts);
    const part = isSharing(row.step.kind) && done > 0 && done < all;
    return part ? t("clock.partly", { done, all, words: words(row) }) : words(row);
  };
}
