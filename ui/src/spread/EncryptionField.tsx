import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { problemOf } from "../backend/problem";
import { kmsKeysQuery } from "../backend/queries";
import { FieldNote } from "../components/FieldNote";
import { Select } from "../components/Select";
import { TextField } from "../components/TextField";
import { shortId } from "../components/shortId";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import type { Choice } from "./copies";

interface Props {
  accountId: string;
  regionId: string;
  /** The image is encrypted, and so are its copies. */
  encrypted: boolean;
  choice: Choice;
  onChange: (choice: Choice) => void;
  error: string | undefined;
  /** What is wrong with the KMS key. */
  keyError: string | undefined;
}

/** How the copies in a region are encrypted: not, with the service key, with a KMS key of the region, or with one that is typed. */
export function EncryptionField({ accountId, regionId, encrypted, choice, onChange, error, keyError }: Props) {
  const { t } = useTranslation("spread");
  const words = useProblemWords();
  const { data: keys, error: failure } = useQuery(kmsKeysQuery(accountId, regionId));
  const id = useId();
  const problem = failure && problemOf(failure);
  const why = problem ? (problem.code === "accessDenied" ? t("encryption.denied", { action: problem.params.action ?? "kms:ListAliases" }) : t("encryption.notListed", { reason: words(problem).title })) : undefined;
  const about = keys?.length === 0 ? t("encryption.noKeys", { region: regionId }) : !keys && !problem ? t("encryption.asking") : undefined;
  const value = choice.encryption !== "key" ? choice.encryption : choice.typed ? "type" : `key ${choice.kmsKeyId}`;
  const twice = (alias: string) => (keys?.filter((key) => key.alias === alias).length ?? 0) > 1;
  const options = [
    ...(encrypted ? [] : [{ value: "none", label: t("encryption.none") }]),
    { value: "service", label: t("encryption.service") },
    ...(keys ?? []).map((key) => ({ value: `key ${key.id}`, label: twice(key.alias) ? `${key.alias} ${shortId(key.id)}` : key.alias, hint: key.id })),
    { value: "type", label: t("encryption.type") },
  ];
  const choose = (next: string) => {
    if (next === "none" || next === "service") onChange({ encryption: next, kmsKeyId: "", typed: false });
    else if (next === "type") onChange({ encryption: "key", kmsKeyId: choice.kmsKeyId, typed: true });
    else onChange({ encryption: "key", kmsKeyId: next.slice("key ".length), typed: false });
  };
  const typing = choice.encryption === "key" && choice.typed;
  const missing = choice.kmsKeyId.trim() === "" ? t("copy.keyMissing", { region: regionId }) : undefined;
  return (
    <>
      <Select label={t("copy.encryptionIn", { region: regionId })} size="large" value={value} options={options} invalid={error !== undefined} describedBy={`${id}-note`} onChange={choose} />
      <FieldNote id={`${id}-note`} error={error ?? (typing ? undefined : keyError)} hint={typing ? (why ?? about) : undefined} />
      {typing && (
        <TextField
          label={t("copy.keyIn", { region: regionId })}
          labelHidden
          mono
          placeholder={t("copy.key")}
          value={choice.kmsKeyId}
          onChange={(kmsKeyId) => onChange({ ...choice, kmsKeyId })}
          error={missing ?? keyError}
        />
      )}
    </>
  );
}
