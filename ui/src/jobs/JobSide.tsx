import type { Account, JobDetail, JobStep, ResourceKey } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { JobCheck } from "./JobCheck";
import { JobExports } from "./JobExports";
import { isOfImage, JobImages } from "./JobImages";
import { JobInstances } from "./JobInstances";
import { JobRequests } from "./JobRequests";
import { JobShares } from "./JobShares";
import { JobSnapshots } from "./JobSnapshots";
import { JobTest } from "./JobTest";
import type { StepCommand } from "./useStepCommand";
import styles from "./JobSide.module.css";

interface Props {
  job: JobDetail;
  account: Account | undefined;
  command: StepCommand;
  now: number;
}

/** The image of a check: of the step that made it. */
function checkedImage({ summary, steps }: JobDetail, { after }: JobStep): ResourceKey | null {
  const made = steps.find((step) => after.includes(step.position) && isOfImage(step));
  return made?.resourceId ? { accountId: summary.accountId, regionId: made.regionId, id: made.resourceId } : null;
}

/** What came of the job: its images, whom they are shared with, what the check found, and every request that was sent. */
export function JobSide({ job, account, command, now }: Props) {
  const { t } = useTranslation("jobs");
  return (
    <aside className={styles.side} aria-label={t("side")}>
      {job.steps.some(isOfImage) && <JobImages job={job} account={account} command={command} now={now} />}
      <JobExports job={job} account={account} command={command} now={now} />
      <JobSnapshots job={job} />
      {job.summary.purpose !== "launch" && job.summary.purpose !== "proof" && <JobInstances job={job} />}
      <JobTest job={job} />
      <JobShares job={job} kind="shareImage" />
      <JobShares job={job} kind="unshareImage" />
      {job.steps.map((step) => (step.check ? <JobCheck key={step.position} check={step.check} image={account ? checkedImage(job, step) : null} /> : null))}
      <JobRequests job={job} />
    </aside>
  );
}
