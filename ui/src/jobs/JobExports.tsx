import type { Account, ImageExportObject, JobDetail, JobStep } from "../backend/bindings/types";
import { CloudText, visibleText } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import { Status, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { namesBegin } from "../ossExport/namesBegin";
import { StepMenu } from "./StepMenu";
import { isAtWork, isNotListed, stepTone } from "./stepTone";
import { useCloudState } from "./useCloudState";
import type { StepCommand } from "./useStepCommand";
import styles from "./JobSide.module.css";

interface Props {
  job: JobDetail;
  account: Account | undefined;
  command: StepCommand;
  now: number;
}

/** Where the images are exported to, and the objects as far as the cloud has told of them. */
export function JobExports({ job, ...rest }: Props) {
  const { t } = useTranslation("jobs");
  const steps = job.steps.filter((step) => step.exported);
  if (steps.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="exports-title">
      <h3 id="exports-title">{t("exports.title")}</h3>
      <ul>
        {steps.map((step) => (
          <JobExport key={step.position} job={job} step={step} {...rest} />
        ))}
      </ul>
    </section>
  );
}

/** One export: its bucket, its task and where that stands, and every object. */
function JobExport({ job, step, account, command, now }: Props & { step: JobStep }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const cloudState = useCloudState();
  const { exported, state, cloudStatus } = step;
  if (!exported) return null;
  const { target, objects } = exported;
  const name = step.name ?? exported.imageId;
  const accepted = step.acceptedAt !== null;
  const status = (): { tone: Tone; word: string } => {
    if (isNotListed(step)) return { tone: "warning", word: t("images.notListed") };
    if ((state === "running" || state === "done") && cloudStatus) return cloudState(step.kind, cloudStatus);
    return { tone: stepTone(step), word: state === "failed" && !accepted ? t("images.refused") : t(`images.state.${state}`) };
  };
  const { tone, word } = status();
  const under = [
    t("exports.place", { bucket: target.bucket, region: step.regionId, format: target.format.toUpperCase() }),
    isAtWork(step) && step.lastSeenAt !== null ? t("images.lastAnswer", { ago: format.ago(step.lastSeenAt, now) }) : null,
    step.actions.cannotBeCancelled ? t("images.cannotBeCancelled") : null,
    accepted && objects.every((object) => object.name === "") ? t("exports.names", { begin: namesBegin(target.prefix, exported.imageId) }) : null,
  ].filter((line) => line !== null);
  return (
    <>
      <li className={styles.image}>
        <span className="muted trunc" data-tip={name} data-tip-cut="">
          <CloudText text={name} />
        </span>
        {accepted && step.resourceId ? (
          <span className={styles.id}>
            <span className="mono trunc selectable" data-tip={step.resourceId} data-tip-cut="">
              {step.resourceId}
            </span>
            <CopyButton text={step.resourceId} name={t("exports.task")} className={styles.copy ?? ""} />
          </span>
        ) : (
          <span className="faint">–</span>
        )}
        <span className={styles.state}>
          <Status tone={tone} percent={step.progress}>
            {visibleText(word)}
          </Status>
          <StepMenu job={job} step={step} account={account} command={command} label={t("exports.menu", { name })} />
        </span>
        {under.map((line) => (
          <span key={line} className={styles.under}>
            <CloudText text={line} />
          </span>
        ))}
      </li>
      {objects.map((object, index) => (object.name !== "" || object.errorCode !== null) && <ExportObject key={index} object={object} number={index + 1} />)}
    </>
  );
}

/** One object, with the cloud's reason when it was not written. */
function ExportObject({ object, number }: { object: ImageExportObject; number: number }) {
  const { t } = useTranslation("jobs");
  const { name, status, errorCode, errorMessage } = object;
  const failed = errorCode !== null || status.toLowerCase() === "failed";
  const done = status === "Success";
  const word = done ? t("exports.part.done") : failed ? t("exports.part.failed") : status || t("exports.part.unknown");
  return (
    <li className={styles.object}>
      <span className={styles.id}>
        {name === "" ? (
          <span className="faint">{t("exports.noName", { number })}</span>
        ) : (
          <>
            <span className="mono trunc selectable" data-tip={name} data-tip-cut="">
              <CloudText text={name} />
            </span>
            <CopyButton text={name} name={t("exports.object")} className={styles.copy ?? ""} />
          </>
        )}
      </span>
      <Status tone={done ? "good" : failed ? "bad" : "idle"}>{visibleText(word)}</Status>
      {failed && (errorCode !== null || errorMessage !== null) && (
        <span className={styles.reason}>
          {errorCode !== null && <CloudText text={errorCode} />} {errorMessage !== null && errorMessage !== errorCode && <CloudText text={errorMessage} />}
        </span>
      )}
    </li>
  );
}
