import { useTranslation } from "react-i18next";
import type { JobDetail } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import styles from "./JobPage.module.css";

/** When it will be done, as a range and with what it rests on; or when it was done; or that nothing is known yet. */
export function JobTiming({ job, now }: { job: JobDetail; now: number }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const { summary, estimate } = job;
  const today = format.date(now);
  const clock = (at: number) => {
    const time = format.time(at).slice(0, 5);
    return format.date(at) === today ? time : `${format.dayInYear(at)} ${time}`;
  };
  const told = () => {
    if (summary.finishedAt !== null) {
      const duration = format.took(summary.finishedAt - summary.createdAt);
      const failed = summary.state === "failed";
      return {
        label: t(failed ? "failed.label" : "finished.label"),
        value: clock(summary.finishedAt),
        lines: [failed ? t("failed.text", { duration }) : t("finished.text", { duration }), failed ? "" : t("quitDone")],
      };
    }
    if (!estimate) {
      return {
        label: t("noEstimate.label"),
        value: t("noEstimate.value"),
        lines: [summary.state === "running" ? t("noEstimate.text") : t("notStarted")],
      };
    }
    const left =
      estimate.latest <= now
        ? t("anyMoment")
        : t("left", { from: format.duration(Math.max(0, estimate.earliest - now)), to: format.duration(estimate.latest - now) });
    return {
      label: t("between"),
      value: t("range", { from: clock(estimate.earliest), to: clock(estimate.latest) }),
      lines: [left, t("basis", { count: estimate.fromJobs })],
    };
  };
  const { label, value, lines } = told();
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
      {summary.finishedAt === null && (
        <div className={`${styles.timingText} ${styles.end}`}>
          <div>{t("once")}</div>
          <div>{t("quit")}</div>
        </div>
      )}
    </div>
  );
}
