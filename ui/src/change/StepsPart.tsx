import type { ChangeStep } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useStepLines } from "./useStepLines";
import type { Change } from "./useChange";
import own from "./Change.module.css";

const keyOf = ({ kind, diskId }: ChangeStep) => `${kind} ${diskId ?? ""}`;

/** The steps of the job, in their order: what needs no stop first. */
export function StepsPart({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const line = useStepLines(change);
  const { answer, check, changes } = change;
  const steps = changes === 0 ? [] : (answer?.steps ?? []);
  return (
    <section className={styles.ruled} aria-labelledby="change-steps" aria-busy={check.asking || undefined}>
      <h3 id="change-steps">{t("run.title")}</h3>
      {steps.length === 0 ? (
        <p className="t12 muted">{t(changes === 0 ? "run.nothing" : check.asking ? "foot.checking" : "run.unknown")}</p>
      ) : (
        <ol className={own.run}>
          {steps.map((step, index) => {
            const { title, text } = line(step);
            return (
              <li key={keyOf(step)}>
                <span className={own.place} aria-hidden="true">
                  {index + 1}
                </span>
                <span>
                  <b>
                    <CloudText text={title} />
                  </b>
                  {text}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
