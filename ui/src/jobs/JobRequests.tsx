import type { JobDetail, JobStep } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { JobAttempts } from "./JobAttempts";
import { OUTCOME_TONES } from "./outcomeTones";
import styles from "./JobSide.module.css";

/** Every request of the job, step by step, with its attempts. */
export function JobRequests({ job }: { job: JobDetail }) {
  const { t } = useTranslation("jobs");
  const sent = job.steps.filter((step) => step.attempts.length > 0);
  return (
    <section className={styles.section} aria-labelledby="requests-title">
      <h3 id="requests-title">
        {t("attempts.title")}
        <span className={styles.note}>{t("attempts.note")}</span>
      </h3>
      {sent.length === 0 && <p className="faint">{t("attempts.none")}</p>}
      <ol className={styles.requests}>
        {sent.map((step) => (
          <Requests key={step.position} step={step} open={sent.length === 1} />
        ))}
      </ol>
    </section>
  );
}

function Requests({ step, open }: { step: JobStep; open: boolean }) {
  const { t } = useTranslation("jobs");
  const last = step.attempts.at(-1);
  if (!last) return null;
  const name = t(`stepName.${step.kind}`, { region: step.regionId });
  return (
    <li>
      <details open={open}>
        <summary>
          <Icon name="chevronRight" size="tiny" className={styles.chevron} />
          <span className="trunc">{step.attempts.length > 1 ? t("attempts.count", { name, count: step.attempts.length }) : name}</span>
          <Status tone={OUTCOME_TONES[last.outcome]}>{t(`attempts.outcome.${last.outcome}`)}</Status>
        </summary>
        <JobAttempts step={step} />
      </details>
    </li>
  );
}
