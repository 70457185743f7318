import type { ImageDraft, SnapshotKey } from "../backend/bindings/types";
import { newRequestId } from "../backend/requestId";

export type WizardStep = "disks" | "image" | "review";

/** What is kept of a page that was left. It holds no secret. */
export interface KeptDraft {
  draft: ImageDraft;
  step: WizardStep;
  /** The id of the wish to create this very image. Another draft is another wish. */
  wish: string;
}

const STORED = "drafts";
const MOST = 20;

const nameOf = ({ accountId, regionId, snapshotId }: SnapshotKey) => [accountId, regionId, snapshotId].join("/");

const kept = new Map<string, KeptDraft>(read());

function read(): [string, KeptDraft][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? "[]");
    return Array.isArray(stored) ? (stored as [string, KeptDraft][]) : [];
  } catch {
    return [];
  }
}

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

export const keptDraft = (key: SnapshotKey): KeptDraft | undefined => kept.get(nameOf(key));

export function keepDraft(key: SnapshotKey, draft: KeptDraft): void {
  kept.delete(nameOf(key));
  kept.set(nameOf(key), draft);
  write();
}

export function forgetDraft(key: SnapshotKey): void {
  kept.delete(nameOf(key));
  write();
}

/** Opens the steps with what a job was asked to make, as a new wish. */
export function keepDraftOfJob(draft: ImageDraft): SnapshotKey {
  const key = { accountId: draft.accountId, regionId: draft.regionId, snapshotId: draft.systemSnapshotId };
  keepDraft(key, { draft, step: "disks", wish: newRequestId() });
  return key;
}
