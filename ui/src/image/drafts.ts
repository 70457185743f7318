import type { ImageDraft, ResourceKey } from "../backend/bindings/types";
import { newRequestId } from "../backend/requestId";

export type WizardStep = "disks" | "image" | "review";

/** What is kept of a page that was left. It holds no secret. */
export interface KeptDraft {
  draft: ImageDraft;
  step: WizardStep;
  /** The id of the request to create this very image. Another draft is another request. */
  requestId: string;
  /** When it was begun, milliseconds since the epoch; `null` when that was not stored. */
  begunAt: number | null;
  /** The draft that this one was put in the place of. */
  replaced: KeptDraft | null;
}

const STORED = "drafts";
const MOST = 20;
const STEPS: readonly unknown[] = ["disks", "image", "review"];

const nameOf = ({ accountId, regionId, id }: ResourceKey) => [accountId, regionId, id].join("/");
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** A list of records that are each as they should be; `null` when it is none. */
const listOf = (value: unknown, good: (record: Record<string, unknown>) => boolean): unknown[] | null =>
  Array.isArray(value) && value.every((each) => isRecord(each) && good(each)) ? value : null;

/** A draft as it was stored, also by an earlier version, which knew no copies and no sharing. What is no draft is left out. */
export function readDraft(stored: unknown): KeptDraft | null {
  if (!isRecord(stored) || !isRecord(stored.draft)) return null;
  const { draft, step, requestId, begunAt } = stored;
  const words = ["accountId", "regionId", "systemSnapshotId", "name", "description", "family", "resourceGroupId"];
  if (!words.every((word) => typeof draft[word] === "string") || typeof draft.systemSizeGib !== "number") return null;
  const dataDisks = listOf(draft.dataDisks, (disk) => typeof disk.snapshotId === "string" && typeof disk.sizeGib === "number");
  const tags = listOf(draft.tags, (tag) => typeof tag.key === "string" && typeof tag.value === "string");
  if (!dataDisks || !tags) return null;
  const whole = {
    ...draft,
    dataDisks,
    tags,
    imageCheck: draft.imageCheck === true,
    copyTo: listOf(draft.copyTo, (copy) => typeof copy.regionId === "string" && typeof copy.name === "string") ?? [],
    shareWith: Array.isArray(draft.shareWith) ? draft.shareWith.filter((id) => typeof id === "string") : [],
  } as unknown as ImageDraft;
  return {
    draft: whole,
    step: STEPS.includes(step) ? (step as WizardStep) : "disks",
    requestId: typeof requestId === "string" ? requestId : newRequestId(),
    begunAt: typeof begunAt === "number" ? begunAt : null,
    replaced: readDraft(stored.replaced),
  };
}

function read(): [string, KeptDraft][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((entry: unknown): [string, KeptDraft][] => {
      if (!Array.isArray(entry) || typeof entry[0] !== "string") return [];
      const draft = readDraft(entry[1]);
      return draft ? [[entry[0], draft]] : [];
    });
  } catch {
    return [];
  }
}

const kept = new Map<string, KeptDraft>(read());

function write(): void {
  for (const name of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(name);
  }
  try {
    localStorage.setItem(STORED, JSON.stringify([...kept]));
  } catch {
    // Kept until the window closes.
  }
}

export const keptDraft = (key: ResourceKey): KeptDraft | undefined => kept.get(nameOf(key));

export function keepDraft(key: ResourceKey, draft: KeptDraft): void {
  kept.delete(nameOf(key));
  kept.set(nameOf(key), draft);
  write();
}

export function forgetDraft(key: ResourceKey): void {
  kept.delete(nameOf(key));
  write();
}

/** A draft that is begun now. One that it takes the place of can be brought back. */
export const newDraft = (draft: ImageDraft, replaced: KeptDraft | null = null): KeptDraft => ({
  draft,
  step: "disks",
  requestId: newRequestId(),
  begunAt: Date.now(),
  replaced: replaced && { ...replaced, replaced: null },
});

/** Opens the steps with what a job was asked to make, as a new request. */
export function keepDraftOfJob(draft: ImageDraft): ResourceKey {
  const key = { accountId: draft.accountId, regionId: draft.regionId, id: draft.systemSnapshotId };
  keepDraft(key, newDraft(draft, keptDraft(key)));
  return key;
}

/** Forgets every draft of an account that is removed. */
export function forgetDraftsOf(accountId: string): void {
  for (const [name, { draft }] of kept) if (draft.accountId === accountId) kept.delete(name);
  write();
}
