import type { Account, JobDetail, JobStep, Problem } from "../backend/bindings/types";
import { isAtWork } from "./stepTone";
import { FailedStep } from "./FailedStep";
import { TroubledSteps } from "./TroubledSteps";
import type { StepCommand } from "./useStepCommand";
import styles from "./StepCallouts.module.css";

interface Props {
  job: JobDetail;
  account: Account | undefined;
  command: StepCommand;
}

/** Trouble that passes within minutes is shown beside the bar only. */
const PASSING: readonly Problem["code"][] = ["throttled", "snapshotNotReady", "imageCopyConflict", "undoTimeRuns"];

/** Steps at work that wait for the same thing. */
function troubled(steps: readonly JobStep[]): JobStep[][] {
  const groups = new Map<string, JobStep[]>();
  for (const step of steps) {
    if (!isAtWork(step) || !step.problem || PASSING.includes(step.problem.code)) continue;
    const alone = step.actions.stop ? ` ${step.position}` : "";
    const name = step.problem.code + alone;
    groups.set(name, [...(groups.get(name) ?? []), step]);
  }
  return [...groups.values()];
}

/** Every step that failed, and every one that waits for somebody, with the reason and what can be done. */
export function StepCallouts({ job, account, command }: Props) {
  const failed = job.steps.filter((step) => step.state === "failed");
  const waiting = troubled(job.steps);
  if (failed.length + waiting.length === 0) return null;
  return (
    <div className={styles.callouts}>
      {failed.map((step, index) => (
        <FailedStep key={step.position} job={job} step={step} account={account} command={command} primary={index === 0} />
      ))}
      {waiting.map((steps) => (
        <TroubledSteps key={steps[0]?.position} job={job} steps={steps} account={account} command={command} />
      ))}
    </div>
  );
}
