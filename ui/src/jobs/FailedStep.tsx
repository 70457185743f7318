import { useState } from "react";
import type { Account, JobDetail, JobStep } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { keepDraftOfJob } from "../image/drafts";
import { UnlockButton } from "../accounts/UnlockButton";
import { useLockState } from "../components/useLockState";
import { go } from "../route";
import { useCommand } from "../useCommand";
import { LaunchTargetDialog } from "../proof/LaunchTargetDialog";
import { ChangeStepDialog } from "./ChangeStepDialog";
import { ConfirmStepDialog } from "./ConfirmStepDialog";
import { ownInstance } from "./instancesOf";
import { StepReason } from "./StepReason";
import { isSharedPartly } from "./stepTone";
import type { StepCommand } from "./useStepCommand";
import styles from "./StepCallouts.module.css";

interface Props {
  job: JobDetail;
  step: JobStep;
  account: Account | undefined;
  command: StepCommand;
  /** Its first action is the next step of the page. */
  primary: boolean;
}

const UNLOCKED = { locked: false, unlockedUntil: null };

/** A step that failed: the reason, and every way on. */
export function FailedStep({ job, step, account, command, primary }: Props) {
  const { t } = useTranslation("jobs");
  const [asking, setAsking] = useState<"change" | "skip" | null>(null);
  const { position, kind, problem, actions } = step;
  const region = { region: step.regionId };
  const refused = step.acceptedAt === null && problem?.provider != null;
  const partly = kind === "shareImage" ? "callout.partlyShared" : "callout.partlyUnshared";
  const title = isSharedPartly(step) ? t(partly, region) : t(refused ? `callout.refused.${kind}` : `callout.failed.${kind}`, region);
  const dependents = job.steps.filter((other) => other.after.includes(position));
  const others = job.steps.some((other) => other.position !== position && (other.state === "running" || other.state === "waiting" || other.state === "sending"));
  const instance = ownInstance(job, step);
  const wrong = asking === "change" ? null : command.problemOf(position);
  const retry = () => command.run({ act: "retry", position });
  const draftAgain = useCommand(keepDraftOfJob, { onDone: (key) => go({ page: "image", key }) });
  const lock = useLockState(account ?? UNLOCKED);
  const locked = (wrong ?? problem)?.code === "accountLocked" && lock.kind === "locked";
  const elsewhere = kind === "launchInstances";
  const again = kind === "createImage" && job.draft !== null && problem?.code !== "snapshotGone";
  return (
    <section className={styles.callout} aria-label={title}>
      <StepReason title={title} problem={problem} requestId={step.attempts.at(-1)?.requestId} />
      {instance !== null && <p className="selectable">{t("callout.instance", { id: instance })}</p>}
      {others && <p>{t("callout.siblings")}</p>}
      {wrong && <ProblemNote problem={wrong} />}
      <div className={styles.actions}>
        {locked && account && <UnlockButton account={account} primary={primary} then={actions.retry ? { label: "unlockAndRetry", run: retry } : undefined} />}
        {actions.retry && (
          <Button variant={primary && !locked && !(elsewhere && actions.change) ? "primary" : "secondary"} aria-disabled={command.busy || undefined} onClick={retry}>
            {t(`callout.retry.${kind}`)}
          </Button>
        )}
        {actions.change && (
          <Button variant={elsewhere && primary ? "primary" : "secondary"} onClick={() => setAsking("change")}>
            {t(elsewhere ? "callout.elsewhere" : "callout.change")}
          </Button>
        )}
        {actions.skip && (
          <Button
            aria-disabled={command.busy || undefined}
            onClick={() => (dependents.length > 0 ? setAsking("skip") : command.run({ act: "skip", position }))}
          >
            {t(dependents.length > 0 ? `callout.skipAsk.${kind}` : `callout.skip.${kind}`)}
          </Button>
        )}
        {again && job.draft && (
          <Button variant="quiet" data-tip={t("againHint")} aria-disabled={draftAgain.busy || undefined} onClick={() => job.draft && draftAgain.run(job.draft)}>
            {t("again")}
          </Button>
        )}
      </div>
      {asking === "change" && elsewhere && (
        <LaunchTargetDialog
          job={job}
          step={step}
          account={account}
          count={step.launched?.asked ?? 1}
          busy={command.busy}
          problem={command.problemOf(position, "retry")}
          onStart={(launch) => command.run({ act: "retry", position, change: { name: null, dropTags: null, shareWith: null, launch } }, () => setAsking(null))}
          onClose={() => {
            command.forget();
            setAsking(null);
          }}
        />
      )}
      {asking === "change" && !elsewhere && <ChangeStepDialog job={job} step={step} account={account} command={command} onClose={() => setAsking(null)} />}
      {asking === "skip" && <ConfirmStepDialog act="skip" job={job} step={step} account={account} command={command} onClose={() => setAsking(null)} />}
    </section>
  );
}
