import { imageDraftForget, imageDraftKeep, imageDraftKept } from "../backend/bindings/commands";
import type { ImageDraft, KeptDraft, ResourceKey } from "../backend/bindings/types";
import { newRequestId } from "../backend/requestId";
import { keyText } from "../backend/resourceKey";

/** What is typed is written at the latest after this time, milliseconds. */
const PAUSE = 300;

/** What is still to be written of one draft. */
interface Writes {
  waiting: KeptDraft | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** The last write: the next one comes after it, so that the newest is written last. */
  last: Promise<void>;
  /** The last write failed, and that was told. */
  failed: boolean;
  /** The request id of the draft that was kept last; `null` when none was since the program began. */
  newest: string | null;
}

const writes = new Map<string, Writes>();

const keyOf = ({ draft }: KeptDraft): ResourceKey => ({ accountId: draft.accountId, regionId: draft.regionId, id: draft.systemSnapshotId });

function writesOf(key: ResourceKey): Writes {
  const found = writes.get(keyText(key)) ?? { waiting: null, timer: undefined, last: Promise.resolve(), failed: false, newest: null };
  writes.set(keyText(key), found);
  return found;
}

/** Does `work` after the writes before it, whatever became of them. */
function afterwards(of: Writes, work: () => Promise<unknown>): Promise<void> {
  const done = of.last.then(work).then(() => {
    of.failed = false;
  });
  of.last = done.catch(() => undefined);
  return done;
}

/** Writes at once what waits to be written. */
export function writeDraft(key: ResourceKey): Promise<void> {
  const of = writesOf(key);
  clearTimeout(of.timer);
  of.timer = undefined;
  const { waiting } = of;
  of.waiting = null;
  return waiting ? afterwards(of, () => imageDraftKeep(waiting)) : of.last;
}

/** Keeps a draft, a moment later, so that typing writes once and not with each letter. Of several failures in a row the first is told. */
export function keepDraft(kept: KeptDraft, onFailure: (thrown: unknown) => void): void {
  const key = keyOf(kept);
  const of = writesOf(key);
  of.waiting = kept;
  of.newest = kept.requestId;
  const tell = (thrown: unknown) => {
    if (!of.failed) onFailure(thrown);
    of.failed = true;
  };
  of.timer ??= setTimeout(() => void writeDraft(key).catch(tell), PAUSE);
}

/** The draft of a snapshot that was kept, with what was typed last. */
export async function keptDraft(key: ResourceKey): Promise<KeptDraft | null> {
  await writeDraft(key);
  return imageDraftKept(key);
}

/** Forgets the draft of a snapshot, and what was still to be written of it; with the request id of one that was sent, only as long as no other has taken its place. */
export function forgetDraft(key: ResourceKey, sent?: string): Promise<void> {
  const of = writesOf(key);
  if (sent !== undefined && of.newest !== null && of.newest !== sent) return of.last;
  of.newest = null;
  clearTimeout(of.timer);
  of.timer = undefined;
  of.waiting = null;
  return afterwards(of, () => imageDraftForget(key));
}

/** A draft that is begun now. One that it takes the place of can be brought back. */
export const newDraft = (draft: ImageDraft, replaced: KeptDraft | null = null): KeptDraft => ({
  draft,
  step: "disks",
  requestId: newRequestId(),
  begunAt: Date.now(),
  replaced: replaced && { ...replaced, replaced: null },
});

/** Keeps what a job was asked to make, as a new request, and gives the snapshot whose steps it opens. */
export async function keepDraftOfJob(draft: ImageDraft): Promise<ResourceKey> {
  const key = { accountId: draft.accountId, regionId: draft.regionId, id: draft.systemSnapshotId };
  const kept = newDraft(draft, await keptDraft(key));
  const of = writesOf(key);
  of.newest = kept.requestId;
  await afterwards(of, () => imageDraftKeep(kept));
  return key;
}
