import type { Account, JobDetail, JobStep } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { JobImage } from "./JobImage";
import type { StepCommand } from "./useStepCommand";
import styles from "./JobSide.module.css";

/** Makes an image. */
export const isOfImage = (step: JobStep): boolean => step.kind === "createImage" || step.kind === "copyImage";

interface Props {
  job: JobDetail;
  account: Account | undefined;
  command: StepCommand;
  now: number;
}

/** The image in each region: its id, and where it stands. */
export function JobImages({ job, account, command, now }: Props) {
  const { t } = useTranslation("jobs");
  const images = job.steps.filter(isOfImage);
  return (
    <section className={styles.section} aria-labelledby="images-title">
      <h3 id="images-title">{t("images.title")}</h3>
      {images.length === 0 && <p className="faint">{t("images.none")}</p>}
      <ul>
        {images.map((step) => (
          <JobImage key={step.position} job={job} step={step} account={account} command={command} now={now} />
        ))}
      </ul>
    </section>
  );
}
