import type { JobDetail, JobStep, OssTarget, StepChange, StepKindName } from "../backend/bindings/types";
import { isSharing } from "./stepRows";

/** Kinds whose result gets a name and tags. */
const NAMED: readonly StepKindName[] = ["createImage", "copyImage", "createSnapshot", "createSnapshotGroup"];

export const hasName = (step: JobStep): boolean => step.name !== null && NAMED.includes(step.kind);

/** Only the requests that carry tags can leave some out. */
export const hasTags = (step: JobStep): boolean => NAMED.includes(step.kind);

/** The KMS key of a copy that is encrypted, or was to be; `null` for any other step. Empty for the key of the service. */
export function keyOf({ kind, request, problem }: JobStep): string | null {
  if (kind !== "copyImage") return null;
  const sent = (name: string) => request.find((parameter) => parameter.name === name)?.value ?? "";
  return sent("Encrypted") === "true" || problem?.code === "encryptionRefused" ? sent("KMSKeyId") : null;
}

/** Set by Darkroom itself: by it a result is found again. */
const OWN_TAG = /^darkroom-/;

/** The tag keys of the request as it was sent, or else those of the draft. */
export function tagKeysOf(job: JobDetail, step: JobStep): string[] {
  const sent = step.request.filter(({ name }) => /^Tag\.\d+\.Key$/.test(name)).flatMap(({ value }) => value ?? []);
  const refused = (step.problem?.params.keys ?? "").split("\n");
  const keys = sent.length > 0 ? sent : (job.draft?.tags.map((tag) => tag.key) ?? []);
  return [...new Set([...keys, ...refused])].filter((key) => key !== "" && !OWN_TAG.test(key));
}

interface Form {
  name: string;
  drop: readonly string[];
  shareWith: readonly string[];
  kmsKeyId: string;
  /** Only of an export. */
  target: OssTarget | null;
}

/** What of a step is other than before; `null` when nothing is, or when it could not be sent. */
export function changeOf(step: JobStep, { name, drop, shareWith, kmsKeyId, target }: Form): StepChange | null {
  const typed = name.trim();
  if (hasName(step) && typed === "") return null;
  const sharing = isSharing(step.kind);
  if (sharing && shareWith.length === 0) return null;
  const same = shareWith.length === step.shareWith.length && shareWith.every((id, index) => id === step.shareWith[index]);
  const key = kmsKeyId.trim();
  const known = keyOf(step);
  // An empty one is that of the service, which encrypts a copy that was to be plain.
  const wasPlain = step.request.find((parameter) => parameter.name === "Encrypted")?.value !== "true";
  const changedKey = known !== null && (key !== known || wasPlain);
  const before = step.exported?.target;
  const changedTarget = before && target && (["bucket", "prefix", "format", "role"] as const).some((field) => target[field] !== before[field]);
  const change: StepChange = {
    name: hasName(step) && typed !== step.name ? typed : null,
    dropTags: drop.length > 0 ? [...drop] : null,
    shareWith: sharing && !same ? [...shareWith] : null,
    launch: null,
    ...(changedKey && { kmsKeyId: key }),
    ...(changedTarget && { export: target }),
  };
  return change.name === null && change.dropTags === null && change.shareWith === null && !changedKey && !changedTarget ? null : change;
}
