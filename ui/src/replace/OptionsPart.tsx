import { useId, type ReactNode } from "react";
import { visibleText } from "../components/CloudText";
import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import type { Replacement } from "./useReplace";
import own from "./Replace.module.css";

/** What is done before and after: each can be left out. */
export function OptionsPart({ state }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const { draft, instances, image, windows, change, errorAt } = state;
  const several = draft.instanceIds.length > 1;
  const policies = [...new Set(instances.flatMap(({ policyId }) => policyId ?? []))];
  const keyPairs = [...new Set(instances.flatMap(({ keyPair }) => keyPair ?? []))];
  const [policy, keyPair] = [policies, keyPairs].map(([only, ...others]) => (only !== undefined && others.length === 0 ? visibleText(only) : null));
  const encrypted = instances.some((instance) => instance.encrypted);
  const needsKey = image !== null && image.row.encrypted && image.row.sharedWithMe;
  const keyError = errorAt("kmsKeyId");
  const kmsKey = (
    <TextField
      label={t("options.kmsKey")}
      mono
      value={draft.kmsKeyId}
      error={keyError && needsKey && draft.kmsKeyId === "" ? t("options.kmsKeyNeeded") : keyError}
      hint={t("options.kmsKeyHint")}
      onChange={(kmsKeyId) => change({ kmsKeyId: kmsKeyId.trim() })}
    />
  );
  return (
    <section className={own.part} aria-labelledby="options-title">
      <h2 id="options-title">{t("options.title")}</h2>
      <div className={own.options}>
        <Option label={t("options.snapshot")} hint={t("options.snapshotHint")} checked={draft.snapshotBefore} error={errorAt("snapshotBefore")} onChange={(snapshotBefore) => change({ snapshotBefore })}>
          {draft.snapshotBefore && (
            <TextField
              label={t("options.snapshotName")}
              value={draft.snapshotName}
              error={errorAt("snapshotName")}
              hint={several ? t("options.snapshotNameHint", { example: `${draft.snapshotName}-${draft.instanceIds[0] ?? ""}` }) : undefined}
              onChange={(snapshotName) => change({ snapshotName })}
            />
          )}
        </Option>
        {keyPairs.length > 0 && (
          <Option
            label={keyPair ? t("options.keyPair", { keyPair }) : t("options.keyPairs")}
            hint={t(windows ? "options.keyPairWindows" : "options.keyPairHint")}
            checked={draft.signIn === "keyPair"}
            disabled={windows && draft.signIn !== "keyPair"}
            onChange={(again) => change(again ? { signIn: "keyPair", keyPair: "" } : { signIn: "imagePassword" })}
          />
        )}
        {encrypted ? (
          <Option
            label={t(several ? "options.encryptions" : "options.encryption")}
            hint={t("options.encryptionHint")}
            checked={draft.keepEncryption}
            onChange={(keepEncryption) => change({ keepEncryption, ...(!keepEncryption && { kmsKeyId: "" }) })}
          >
            {(draft.keepEncryption || needsKey) && kmsKey}
          </Option>
        ) : (
          (needsKey || keyError !== undefined || draft.kmsKeyId !== "") && kmsKey
        )}
        {policies.length > 0 && (
          <Option label={policy ? t("options.policy", { policy }) : t("options.policies")} hint={t("options.policyHint")} checked={draft.applyPolicy} onChange={(applyPolicy) => change({ applyPolicy })} />
        )}
        <Option label={t(several ? "options.startSeveral" : "options.start")} hint={t("options.startHint")} checked={draft.startAfter} onChange={(startAfter) => change({ startAfter })} />
      </div>
    </section>
  );
}

interface OptionProps {
  label: string;
  hint: string;
  checked: boolean;
  disabled?: boolean;
  error?: string | undefined;
  onChange: (checked: boolean) => void;
  /** What belongs to it while it is ticked. */
  children?: ReactNode;
}

function Option({ label, hint, checked, disabled = false, error, onChange, children }: OptionProps) {
  const id = useId();
  return (
    <div>
      <label className={own.option}>
        <Checkbox checked={checked} disabled={disabled} aria-label={label} aria-invalid={error !== undefined || undefined} aria-describedby={`${id}-hint ${id}-note`} onChange={(event) => onChange(event.target.checked)} />
        <b>{label}</b>
        <span id={`${id}-hint`}>{hint}</span>
      </label>
      <FieldNote id={`${id}-note`} error={error} />
      {children && <div className={own.more}>{children}</div>}
    </div>
  );
}
