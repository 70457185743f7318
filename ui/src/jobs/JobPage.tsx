import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy } from "react";
import type { JobPurpose } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobQuery } from "../backend/queries";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { isUnfinished } from "../components/jobStatus";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { newestProof } from "../proof/proofSteps";
import { JobClock } from "./JobClock";
import { JobEvents } from "./JobEvents";
import { JobHead } from "./JobHead";
import { JobSide } from "./JobSide";
import { JobTiming } from "./JobTiming";
import { StepCallouts } from "./StepCallouts";
import { timeOfJob } from "./timeOfJob";
import { useStepCommand } from "./useStepCommand";
import styles from "./JobPage.module.css";

const DeletionResults = lazy(() => import("../delete/DeletionResults"));
const FleetBody = lazy(() => import("../proof/FleetBody"));

/** Jobs whose result is a proof. */
const COMPARING: readonly JobPurpose[] = ["launch", "proof"];

/** One job: when it will be done, what each step does, what can be done with those that failed, and what came of it. */
export default function JobPage({ id }: { id: number }) {
  const { t } = useTranslation("jobs");
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  const { data: accounts } = useQuery(accountsQuery);
  const command = useStepCommand(id);
  const time = useNow(job && isUnfinished(job.summary) ? 1000 : 60_000);
  const now = job ? timeOfJob(job, time) : time;
  const comparing = job !== undefined && COMPARING.includes(job.summary.purpose);
  // A launch has its stages instead, and a comparison its table as soon as there is one.
  const proves = comparing && (job.summary.purpose === "launch" || newestProof(job.steps) !== undefined);
  const account = accounts?.find((candidate) => candidate.id === job?.summary.accountId);
  return (
    <div className={styles.page}>
      <JobHead id={id} job={job} account={account} />
      {error && !job && (
        <div className={styles.centre}>
          <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {/* Words that have to be loaded for it do not hide the head, which would take the focus from its heading. */}
      <Suspense fallback={null}>
        {job && (
          <div className={styles.body}>
            <div>
              {job.summary.purpose === "deletion" && (
                <Suspense fallback={null}>
                  <DeletionResults job={job} />
                </Suspense>
              )}
              {!proves && job.summary.purpose !== "deletion" && (
                <section className={styles.clock} aria-label={t("clock.label")}>
                  <JobTiming job={job} now={now} />
                  {job.steps.length > 0 && <JobClock job={job} now={now} />}
                </section>
              )}
              {comparing && (
                <Suspense fallback={null}>
                  <FleetBody job={job} account={account}>
                    <StepCallouts job={job} account={account} command={command} />
                  </FleetBody>
                </Suspense>
              )}
            </div>
            <div className={styles.lower}>
              <div className={styles.log}>
                {!comparing && <StepCallouts job={job} account={account} command={command} />}
                <JobEvents job={job} now={now} />
              </div>
              <JobSide job={job} account={account} command={command} now={now} />
            </div>
          </div>
        )}
      </Suspense>
    </div>
  );
}
