import type { DataDiskCandidate, ImageDraft, DraftStart } from "../backend/bindings/types";

/** FACTS of CreateImage: one system disk and up to 16 data disks, 32,768 GiB each. */
export const MOST_DATA_DISKS = 16;
export const LARGEST_GIB = 32_768;

/** Device name by place: the system disk is `/dev/xvda`, data disks follow in order. */
export const deviceAt = (place: number) => `/dev/xvd${String.fromCharCode(97 + place)}`;

const isPicked = (draft: ImageDraft, snapshotId: string) => draft.dataDisks.some((disk) => disk.snapshotId === snapshotId);

/** What the table shows: the nearest snapshot of each disk of the instance, and whatever else was picked. */
export const shownCandidates = (source: DraftStart, draft: ImageDraft): DataDiskCandidate[] =>
  source.candidates.filter((candidate) => (candidate.sameInstance && candidate.nearestOfDisk) || isPicked(draft, candidate.row.key.id));

/** Adds snapshots as data disks, in the order in which they are proposed. */
export function withDisks(source: DraftStart, draft: ImageDraft, snapshotIds: readonly string[]): ImageDraft["dataDisks"] {
  const place = new Map(source.candidates.map((candidate, index) => [candidate.row.key.id, index]));
  const sizes = new Map(source.candidates.map((candidate) => [candidate.row.key.id, candidate.row.sizeGib ?? 20]));
  const added = snapshotIds.filter((id) => !isPicked(draft, id)).map((snapshotId) => ({ snapshotId, sizeGib: sizes.get(snapshotId) ?? 20 }));
  return [...draft.dataDisks, ...added].sort((a, b) => (place.get(a.snapshotId) ?? Infinity) - (place.get(b.snapshotId) ?? Infinity));
}

export const withoutDisk = (draft: ImageDraft, snapshotId: string) => draft.dataDisks.filter((disk) => disk.snapshotId !== snapshotId);

export const totalGib = (draft: ImageDraft) => draft.dataDisks.reduce((sum, disk) => sum + disk.sizeGib, draft.systemSizeGib);

/** Candidates behind the disks of a draft, in the order of the disks. */
export const pickedCandidates = (source: DraftStart, draft: ImageDraft): DataDiskCandidate[] =>
  draft.dataDisks.flatMap((disk) => source.candidates.find((candidate) => candidate.row.key.id === disk.snapshotId) ?? []);

/** The longest distance of a picked snapshot to the system-disk snapshot, milliseconds. */
export const spreadOf = (source: DraftStart, draft: ImageDraft) =>
  Math.max(0, ...pickedCandidates(source, draft).map((candidate) => Math.abs(candidate.gapSeconds ?? 0))) * 1000;

/** Disks of a draft of which the region has no snapshot any more. */
export const goneDisks = (source: DraftStart, draft: ImageDraft) =>
  draft.dataDisks.filter((disk) => !source.candidates.some((candidate) => candidate.row.key.id === disk.snapshotId));

export const oneMoment = (source: DraftStart, draft: ImageDraft) => pickedCandidates(source, draft).every((candidate) => candidate.sameMoment);
