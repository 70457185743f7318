import { lazy, Suspense, useRef, useState } from "react";
import type { Account, JobDetail, JobStep, StepKindName } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { AccountIdField } from "../image/AccountIdField";
import { useProblemWords } from "../i18n/problemWords";
import { changeOf, hasName, hasTags, keyOf, tagKeysOf } from "./changeOf";
import { DropTags } from "./DropTags";
import { isSharing } from "./stepRows";
import type { StepCommand } from "./useStepCommand";
import styles from "./StepCallouts.module.css";

const TargetFields = lazy(() => import("../ossExport/TargetFields"));

/** What Darkroom sends in one share request. */
const MOST_ACCOUNTS = 10;

const NAME_LABELS: Partial<Record<StepKindName, "change.copyName" | "change.snapshotName">> = {
  copyImage: "change.copyName",
  createSnapshot: "change.snapshotName",
  createSnapshotGroup: "change.snapshotName",
};

interface Props {
  job: JobDetail;
  step: JobStep;
  account: Account | undefined;
  command: StepCommand;
  onClose: () => void;
}

/** Changes what can be changed of a step that failed, and sends it as a new attempt. */
export function ChangeStepDialog({ job, step, account, command, onClose }: Props) {
  const { t } = useTranslation("jobs");
  const problemWords = useProblemWords();
  const keys = tagKeysOf(job, step);
  const suspects = step.problem?.code === "tagKeyRefused" ? (step.problem.params.keys ?? "").split("\n").filter(Boolean) : [];
  const refused = step.problem?.params.shareAccountId?.split(", ") ?? [];
  const [name, setName] = useState(step.name ?? "");
  const [drop, setDrop] = useState<readonly string[]>(suspects);
  const [shareWith, setShareWith] = useState<readonly string[]>(step.shareWith);
  const key = keyOf(step);
  const [kmsKeyId, setKmsKeyId] = useState(key ?? "");
  const [target, setTarget] = useState(step.exported?.target ?? null);
  const [asked, setAsked] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const change = changeOf(step, { name, drop, shareWith, kmsKeyId, target });
  const problem = command.problemOf(step.position, "retry") ?? (asked ? null : step.problem);
  const at = (...fields: string[]) => (problem?.field != null && fields.some((field) => problem.field?.startsWith(field)) ? problemWords(problem).text : undefined);
  const missing = asked && change === null ? t("change.nothing") : undefined;
  const failed = command.problemOf(step.position, "retry");
  const close = () => {
    command.forget();
    onClose();
  };
  const send = () => {
    setAsked(true);
    if (change === null) form.current?.querySelector<HTMLElement>("input")?.focus();
    else command.run({ act: "retry", position: step.position, change }, onClose);
  };
  return (
    <Dialog
      open
      keep
      onClose={close}
      title={t(`change.title.${step.kind}`, { region: step.regionId })}
      badge={account && <EnvironmentBadge account={account} />}
      text={t("change.text")}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={close}>
            {t("change.close")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={command.busy || undefined} onClick={send}>
            {t(`callout.retry.${step.kind}`)}
          </Button>
        </>
      }
    >
      <div className={styles.form} ref={form}>
        {failed && <ProblemNote problem={failed} titleOnly={failed.field !== null} />}
        {hasName(step) && (
          <TextField
            label={t(NAME_LABELS[step.kind] ?? "change.imageName")}
            value={name}
            onChange={setName}
            error={name.trim() === "" ? t("change.nameMissing") : (at("name") ?? missing)}
          />
        )}
        {key !== null && (
          <TextField label={t("change.kmsKey", { region: step.regionId })} mono value={kmsKeyId} onChange={setKmsKeyId} hint={t("change.kmsKeyHint")} error={at("encryption", "kmsKeyId")} />
        )}
        {hasTags(step) && keys.length > 0 && <DropTags keys={keys} suspects={suspects} drop={drop} onChange={setDrop} error={at("tags", "dropTags")} />}
        {step.exported && target && (
          <Suspense fallback={null}>
            <TargetFields
              target={target}
              onChange={setTarget}
              regionId={step.regionId}
              imageId={step.exported.imageId}
              role={step.exported.serviceRole}
              errorOf={(field) => at(field) ?? (field === "bucket" ? missing : undefined)}
              warningOf={() => undefined}
            />
          </Suspense>
        )}
        {isSharing(step.kind) && (
          <AccountIdField
            ids={shareWith}
            onChange={setShareWith}
            ownId={account?.uid}
            most={MOST_ACCOUNTS}
            optional={false}
            errorOf={(index) => (refused.includes(shareWith[index] ?? "") ? t("change.refusedAccount") : undefined)}
            error={at("shareWith", "unshareWith") ?? missing}
          />
        )}
      </div>
    </Dialog>
  );
}
