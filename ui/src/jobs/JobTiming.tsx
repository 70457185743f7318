import type { JobDetail } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { isAtWork } from "./stepTone";
import { troubledSince } from "./troubledSince";
import styles from "./JobPage.module.css";

/** When all will be done, as a range and with what it rests on; or when it was done; or that nothing is known yet, and why. */
export function JobTiming({ job, now }: { job: JobDetail; now: number }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const problemWords = useProblemWords();
  const { summary, estimate, steps } = job;
  const clock = (at: number) => format.clock(at, now);
  const failed = steps.some((step) => step.state === "failed");
  const accepted = steps.some((step) => step.acceptedAt !== null);
  const troubled = steps.find((step) => isAtWork(step) && step.problem);
  const since = troubled ? troubledSince(job, troubled) : null;
  const trouble = troubled?.problem
    ? since === null
      ? t("trouble", { reason: problemWords(troubled.problem).title })
      : t("troubleSince", { reason: problemWords(troubled.problem).title, time: clock(since) })
    : null;

  const over = (finishedAt: number) => {
    const duration = format.took(finishedAt - summary.createdAt);
    const end = summary.state === "stopped" || summary.state === "undone" || summary.state === "failed" ? summary.state : "done";
    return { label: t(`ended.${end}.label`), value: clock(finishedAt), lines: [t(`ended.${end}.text`, { duration }), end === "done" ? t(`stays.${summary.purpose}`) : t(`ended.${end}.then`)] };
  };
  const result = () => {
    if (summary.state === "unreadable") return { label: t("unreadable.label"), value: t("unreadable.value"), lines: [t("unreadable.text")] };
    if (summary.finishedAt !== null) return over(summary.finishedAt);
    if (!estimate) return { label: t("noEstimate.label"), value: t("noEstimate.value"), lines: [accepted ? t("noEstimate.text") : t("notAccepted"), trouble] };
    const sameDay = format.date(estimate.earliest) === format.date(estimate.latest);
    const left =
      estimate.latest <= now
        ? t("anyMoment")
        : t("left", { from: format.duration(Math.max(0, estimate.earliest - now)), to: format.duration(estimate.latest - now) });
    return {
      label: t(failed ? "betweenFailed" : "between"),
      value: t("range", { from: clock(estimate.earliest), to: format.clock(estimate.latest, sameDay ? estimate.latest : now) }),
      lines: [left, trouble ?? t("basis", { count: estimate.fromSteps })],
    };
  };
  const { label, value, lines } = result();
  const again = steps.some((step) => step.attempts.some((attempt) => attempt.sendings > 1 && attempt.clientToken !== ""));
  return (
    <div className={styles.timing}>
      <div>
        <div className={styles.timingLabel}>{label}</div>
        <div className={styles.timingValue}>{value}</div>
      </div>
      <div className={styles.timingText}>
        {lines.filter(Boolean).map((line) => (
          <div key={line}>{line}</div>
        ))}
      </div>
      <span className="grow" />
      {summary.finishedAt === null && summary.state !== "unreadable" && (
        <div className={`${styles.timingText} ${styles.end}`}>
          <div>{failed ? t("siblings") : again ? t("sentAgain") : t(`once.${summary.purpose}`)}</div>
          <div>{t("quit")}</div>
        </div>
      )}
    </div>
  );
}
