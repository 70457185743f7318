import type { Account, JobDetail, JobStep } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { imageTone, imageWord } from "../components/imageStatus";
import { Status, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { StepMenu } from "./StepMenu";
import { isAtWork, isNotListed, stepTone } from "./stepTone";
import type { StepCommand } from "./useStepCommand";
import styles from "./JobSide.module.css";

interface Props {
  job: JobDetail;
  step: JobStep;
  account: Account | undefined;
  command: StepCommand;
  now: number;
}

/** One image: region, id, status, and how old the last answer of the cloud is. */
export function JobImage({ job, step, account, command, now }: Props) {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const { cloudStatus, state } = step;
  const status = (): { tone: Tone; word: string } => {
    if (isNotListed(step)) return { tone: "warning", word: t("images.notListed") };
    const own = state === "failed" && step.acceptedAt === null ? t("images.refused") : t(`images.state.${state}`);
    if ((state === "running" || state === "done") && cloudStatus) return { tone: imageTone(cloudStatus), word: imageWord(cloudStatus, common) };
    return { tone: stepTone(step), word: own };
  };
  const { tone, word } = status();
  const under = [
    step.name !== null && step.name !== job.summary.name ? t("images.named", { name: step.name }) : null,
    isAtWork(step) && step.lastSeenAt !== null ? t("images.lastAnswer", { ago: format.ago(step.lastSeenAt, now) }) : null,
    step.actions.cannotBeCancelled ? t("images.cannotBeCancelled") : null,
  ].filter((line) => line !== null);
  return (
    <li className={styles.image}>
      <span className="muted trunc" data-tip={step.regionId} data-tip-cut="">
        {step.regionId}
      </span>
      {step.resourceId ? (
        <span className={styles.id}>
          <span className="mono trunc selectable" data-tip={step.resourceId} data-tip-cut="">
            {step.resourceId}
          </span>
          <CopyButton text={step.resourceId} name={t("images.id")} className={styles.copy ?? ""} />
        </span>
      ) : (
        <span className="faint">–</span>
      )}
      <span className={styles.state}>
        <Status tone={tone} percent={step.progress}>
          {word}
        </Status>
        <StepMenu job={job} step={step} account={account} command={command} />
      </span>
      {under.map((line) => (
        <span key={line} className={styles.under}>
          {line}
        </span>
      ))}
    </li>
  );
}
