import type { JobDetail } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { stepTone } from "./stepTone";
import { useCloudState } from "./useCloudState";
import styles from "./JobSide.module.css";

/** The snapshots, or the snapshot-consistent group, that a job makes: id, and where each stands. */
export function JobSnapshots({ job }: { job: JobDetail }) {
  const { t } = useTranslation("jobs");
  const cloudState = useCloudState();
  const steps = job.steps.filter((step) => step.kind === "createSnapshot" || step.kind === "createSnapshotGroup");
  if (steps.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="snapshots-title">
      <h3 id="snapshots-title">{t("snapshots.title")}</h3>
      <ul>
        {steps.map((step) => {
          const { tone, word } = step.cloudStatus && step.acceptedAt !== null ? cloudState(step.kind, step.cloudStatus) : { tone: stepTone(step), word: t(`images.state.${step.state}`) };
          return (
            <li key={step.position} className={styles.image}>
              <span className="muted trunc" data-tip={step.name ?? step.regionId} data-tip-cut="">
                {step.name ?? step.regionId}
              </span>
              {step.resourceId ? (
                <span className={styles.id}>
                  <span className="mono trunc selectable" data-tip={step.resourceId} data-tip-cut="">
                    {step.resourceId}
                  </span>
                  <CopyButton text={step.resourceId} name={t(step.kind === "createSnapshotGroup" ? "snapshots.groupId" : "snapshots.id")} className={styles.copy ?? ""} />
                </span>
              ) : (
                <span className="faint">–</span>
              )}
              <span className={styles.state}>
                <Status tone={tone} percent={step.progress}>
                  {word}
                </Status>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
