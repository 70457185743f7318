import type { JobDetail } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useOpen } from "../useOpen";
import styles from "./JobSide.module.css";

/** The instances that a job works on; each leads to its page. */
export function JobInstances({ job }: { job: JobDetail }) {
  const { t } = useTranslation(["jobs", "instances"]);
  const format = useFormat();
  const open = useOpen();
  const regionOf = new Map(job.steps.flatMap((step) => step.instanceIds.map((id): [string, string] => [id, step.regionId])));
  if (regionOf.size === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="instances-title">
      <h3 id="instances-title">
        {t("instances:title")}
        <span className={styles.note}>{format.number(regionOf.size)}</span>
      </h3>
      <ul>
        {[...regionOf].map(([id, regionId]) => (
          <li key={id} className={styles.image}>
            <span className="muted trunc" data-tip={regionId} data-tip-cut="">
              {regionId}
            </span>
            <span className={styles.id}>
              <button type="button" className="link mono trunc" onClick={() => open.instance({ accountId: job.summary.accountId, regionId, id })}>
                {id}
              </button>
              <CopyButton text={id} name={t("instances:columns.id")} className={styles.copy ?? ""} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
