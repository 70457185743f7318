import type { Account, JobDetail, JobStep } from "../backend/bindings/types";
import { ConfirmDialog, type Effect } from "../components/ConfirmDialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { hasEnded } from "./stepTone";
import type { StepCommand, StepRequest } from "./useStepCommand";

interface Props {
  act: Exclude<StepRequest["act"], "retry" | "confirm">;
  job: JobDetail;
  step: JobStep;
  account: Account | undefined;
  command: StepCommand;
  onClose: () => void;
}

/** What has to be looked at by hand once a step is no longer followed. */
function stopEffect(step: JobStep) {
  const code = step.problem?.code;
  if (code === "stillNotShown" || code === "instanceNotListed") return "confirm.stop.effectInstances";
  if (step.kind === "exportImage") return "confirm.stop.effectExport";
  return step.kind.startsWith("createSnapshot") ? "confirm.stop.effectSnapshots" : "confirm.stop.effect";
}

/** Says what cancelling, skipping or no longer following a step means, before it is done. */
export function ConfirmStepDialog({ act, job, step, account, command, onClose }: Props) {
  const { t } = useTranslation("jobs");
  const exporting = step.kind === "exportImage";
  const words = act === "cancel" && exporting ? "cancelExport" : act;
  const values = { region: step.regionId, name: step.name ?? job.summary.name };
  const dependents = job.steps.filter((other) => other.after.includes(step.position) && !hasEnded(other));
  const effects: Effect[] = [
    { id: "what", tone: act === "cancel" ? "bad" : "warning", text: act === "stop" ? t(stopEffect(step)) : t(`confirm.${act === "cancel" && exporting ? "cancelExport" : act}.effect`, values) },
    ...dependents.map((other): Effect => ({
      id: String(other.position),
      tone: "warning",
      text: t("confirm.alsoSkipped", { step: t(`stepName.${other.kind}`, { region: other.regionId }) }),
    })),
    { id: "stays", tone: "good", text: t(`confirm.${words}.stays`, values) },
  ];
  const problem = command.problemOf(step.position, act);
  const close = () => {
    command.forget();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onClose={close}
      title={t(`confirm.${words}.title`, values)}
      badge={account && <EnvironmentBadge account={account} />}
      text={t(`confirm.${words}.text`, values)}
      effects={effects}
      typed={
        act === "cancel" && isProduction(account)
          ? { label: t("confirm.typed"), word: values.name, id: step.resourceId ?? String(job.summary.id) }
          : undefined
      }
      button={t(`confirm.${words}.button`)}
      busy={command.busy}
      problem={problem && <ProblemNote problem={problem} />}
      onConfirm={() => command.run({ act, position: step.position }, onClose)}
    />
  );
}
