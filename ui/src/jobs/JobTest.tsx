import type { JobDetail } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { usePriceWords } from "../launch/usePriceWords";
import styles from "./JobSide.module.css";

/** The test instance of an image job: what it is, what it was said to cost, and when it is released. */
export function JobTest({ job }: { job: JobDetail }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const prices = usePriceWords();
  const test = job.draft?.testLaunch;
  const release = job.steps.find((step) => step.kind === "releaseInstances");
  if (!test || !release) return null;
  const { dueAt } = release.release ?? { dueAt: null };
  const place = { type: test.instanceType, zone: test.zoneId };
  const said = () => {
    if (release.state === "done") return t("test.released", place);
    if (release.state === "skipped") return t("test.kept", place);
    if (dueAt !== null) return t("test.dueAt", { ...place, time: format.time(dueAt) });
    return test.release.kind === "afterMinutes" ? t("test.afterMinutes", { ...place, count: test.release.minutes }) : t("test.afterConfirmation", place);
  };
  return (
    <section className={styles.section} aria-labelledby="test-title">
      <h3 id="test-title">
        {t("test.title")}
        {test.price && <span className={styles.note}>{t("test.price", { currency: test.price.currency, amount: prices.amount(test.price.hourly) })}</span>}
      </h3>
      <p className="muted">{said()}</p>
    </section>
  );
}
