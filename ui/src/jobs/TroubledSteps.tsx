import { useState } from "react";
import type { Account, JobDetail, JobStep } from "../backend/bindings/types";
import { UnlockButton } from "../accounts/UnlockButton";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { useLockState } from "../components/useLockState";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { ConfirmStepDialog } from "./ConfirmStepDialog";
import { PasswordStep } from "./PasswordStep";
import { StepReason } from "./StepReason";
import { isNotListed } from "./stepTone";
import type { StepCommand } from "./useStepCommand";
import styles from "./StepCallouts.module.css";

interface Props {
  job: JobDetail;
  /** At least one; all wait for the same thing. */
  steps: readonly JobStep[];
  account: Account | undefined;
  command: StepCommand;
}

const UNLOCKED = { locked: false, unlockedUntil: null };

/** Steps that are at work and wait for somebody: nothing has failed, and they go on by themselves. */
export function TroubledSteps({ job, steps, account, command }: Props) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const [asking, setAsking] = useState<"stop" | "skip" | null>(null);
  const lock = useLockState(account ?? UNLOCKED);
  const step = steps[0];
  if (!step?.problem) return null;
  const names = format.list(steps.map((each) => t(`stepName.${each.kind}`, { region: each.regionId })));
  const title = t(isNotListed(step) ? "callout.notListed" : "callout.waiting", { steps: names });
  const wrong = asking ? null : command.problemOf(step.position);
  const stop = step.actions.stop;
  const locked = step.problem.code === "accountLocked" && lock.kind === "locked" && account;
  return (
    <section className={styles.callout} data-tone="warning" aria-label={title}>
      <StepReason warning title={title} problem={step.problem} />
      {wrong && <ProblemNote problem={wrong} />}
      {steps.map((each) => each.actions.password && <PasswordStep key={each.position} jobId={job.summary.id} step={each} />)}
      {(stop || locked || step.actions.confirm) && (
        <div className={styles.actions}>
          {locked && <UnlockButton account={account} primary />}
          {step.actions.confirm && (
            <Button variant="danger" aria-disabled={command.busy || undefined} onClick={() => command.run({ act: "confirm", position: step.position })}>
              {t("callout.release")}
            </Button>
          )}
          {step.actions.confirm && step.actions.skip && <Button onClick={() => setAsking("skip")}>{t("callout.skipAsk.releaseInstances")}</Button>}
          {stop && <Button onClick={() => setAsking("stop")}>{t("callout.stop")}</Button>}
        </div>
      )}
      {asking && <ConfirmStepDialog act={asking} job={job} step={step} account={account} command={command} onClose={() => setAsking(null)} />}
    </section>
  );
}
