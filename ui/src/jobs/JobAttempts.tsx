import type { JobStep } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { OUTCOME_TONES } from "./outcomeTones";
import styles from "./JobSide.module.css";

/** The attempts of a step, newest last, and the request as it was sent. */
export function JobAttempts({ step }: { step: JobStep }) {
  const { t } = useTranslation(["jobs", "common"]);
  return (
    <div className={styles.attempts}>
      <ol>
        {step.attempts.map((attempt) => (
          <li key={attempt.number}>
            <div className={styles.attempt}>
              <span className="medium">{t("attempts.attempt", { number: attempt.number, action: attempt.action })}</span>
              {step.attempts.length > 1 && <Status tone={OUTCOME_TONES[attempt.outcome]}>{t(`attempts.outcome.${attempt.outcome}`)}</Status>}
              {attempt.sendings > 0 && <span className="faint">{t("attempts.sendings", { count: attempt.sendings })}</span>}
            </div>
            <Value name={t("common:requestId")} value={attempt.requestId ?? ""} />
            <Value name={t("attempts.token")} value={attempt.clientToken} />
          </li>
        ))}
      </ol>
      {step.request.length > 0 && (
        <div className={`${styles.code} selectable`} role="group" aria-label={t("attempts.request")}>
          {step.request.map(({ name, value }) => (
            <div key={name}>
              {name}={value}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Value({ name, value }: { name: string; value: string }) {
  if (value === "") return null;
  return (
    <div className={styles.line}>
      <span>{name}</span>
      <span className="mono trunc selectable" data-tip={value} data-tip-cut="">
        {value}
      </span>
      <CopyButton text={value} name={name} className={styles.copy ?? ""} />
    </div>
  );
}
