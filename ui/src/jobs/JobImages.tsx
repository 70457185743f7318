import { useTranslation } from "react-i18next";
import type { Account, JobDetail } from "../backend/bindings/types";
import { JobImage } from "./JobImage";
import type { StepCommand } from "./useStepCommand";
import styles from "./JobSide.module.css";

interface Props {
  job: JobDetail;
  account: Account | undefined;
  command: StepCommand;
  now: number;
}

/** The image in each region: its id, and where it stands. */
export function JobImages({ job, account, command, now }: Props) {
  const { t } = useTranslation("jobs");
  const images = job.steps.filter((step) => step.kind === "createImage" || step.kind === "copyImage");
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
