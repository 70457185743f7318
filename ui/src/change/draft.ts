import type { ChangeDisk, ChangeDraft, ChangeStart, DiskChange } from "../backend/bindings/types";
import { boundsOf, hasLevel } from "../launch/disks";

/** MBR addresses no more than 2 TiB: the rest of a larger disk is lost to it (FACTS-INSTANCES, 39). */
const MBR_GIB = 2048;

/** A disk as it is to be. */
export interface DiskForm {
  /** `null` when its size is not known. */
  sizeGib: number | null;
  category: string;
  /** Empty for a category without levels. */
  level: string;
}

/** What a person has before them. */
export interface ChangeForm {
  instanceType: string;
  /** By `DiskId`. */
  disks: Readonly<Record<string, DiskForm>>;
  bandwidthOut: number;
  startAfter: boolean;
}

/** The level of a disk now; empty for a category without levels. */
const levelOf = ({ disk }: ChangeDisk): string => (hasLevel(disk) ? (disk.performanceLevel ?? "PL1") : "");

const asItIs = (each: ChangeDisk): DiskForm => ({ sizeGib: each.disk.sizeGib, category: each.disk.category, level: levelOf(each) });

/** Nothing changes. */
export const formOf = ({ instance, disks, bandwidthOut, draft }: ChangeStart): ChangeForm => ({
  instanceType: instance.instanceType,
  disks: Object.fromEntries(disks.map((each) => [each.disk.diskId, asItIs(each)])),
  bandwidthOut,
  startAfter: draft.startAfter,
});

export const diskFormOf = (form: ChangeForm, each: ChangeDisk): DiskForm => form.disks[each.disk.diskId] ?? asItIs(each);

/** A disk of another category: its own level where it has one, else the one that the cloud would take. */
export const withCategory = (form: DiskForm, category: string, each: ChangeDisk): DiskForm => ({ ...form, category, level: hasLevel({ category }) ? form.level || levelOf(each) || "PL1" : "" });

/** Least and most GiB of a disk: it only grows, and category and level have bounds of their own. */
export function sizesOf(each: ChangeDisk, { category, level }: DiskForm): { min: number; max: number } {
  const now = each.disk.sizeGib ?? 1;
  const bounds = boundsOf({ system: each.disk.diskType === "system", category, performanceLevel: level, imageGib: now });
  // What a category or level needs does not bind a disk that keeps them.
  const keeps = category === each.disk.category && level === levelOf(each);
  return { min: keeps ? now : Math.max(now, bounds.min), max: Math.max(now, category === each.disk.category ? each.maxSizeGib : bounds.max) };
}

/** What a disk becomes, `null` for what stays; `null` when all of it stays. */
function changeOf(each: ChangeDisk, { sizeGib, category, level }: DiskForm): DiskChange | null {
  const { disk } = each;
  const change: DiskChange = {
    diskId: disk.diskId,
    sizeGib: sizeGib === disk.sizeGib ? null : sizeGib,
    category: category === disk.category ? null : category,
    performanceLevel: level === "" || level === levelOf(each) ? null : level,
  };
  return change.sizeGib === null && change.category === null && change.performanceLevel === null ? null : change;
}

/** What is sent: only what changes. */
export const draftOf = (start: ChangeStart, form: ChangeForm): ChangeDraft => ({
  ...start.draft,
  instanceType: form.instanceType === start.instance.instanceType ? null : form.instanceType,
  disks: start.disks.flatMap((each) => changeOf(each, diskFormOf(form, each)) ?? []),
  bandwidthOut: form.bandwidthOut === start.bandwidthOut ? null : form.bandwidthOut,
  startAfter: form.startAfter,
});

/** A public address of its own: the bandwidth of an EIP is changed where the EIP is managed. */
export const hasBandwidth = ({ bandwidthOut, hasEip }: ChangeStart): boolean => bandwidthOut > 0 && !hasEip;

/** Whether a disk shows its new size only after its instance has started anew. */
export const needsStart = (each: ChangeDisk, change: DiskChange): boolean => change.sizeGib !== null && !each.growsWhileRunning;

/** Whether a disk grows over what partitions in MBR format can use. */
export const passesMbr = ({ disk }: ChangeDisk, { sizeGib }: DiskForm): boolean => (disk.sizeGib ?? 0) <= MBR_GIB && (sizeGib ?? 0) > MBR_GIB;

/** How many things change, and how many of them need the instance stopped. */
export function countsOf(start: ChangeStart, draft: ChangeDraft): { changes: number; stops: number } {
  const byId = new Map(start.disks.map((each) => [each.disk.diskId, each]));
  const running = start.instance.status === "Running";
  const offline = draft.disks.filter((change) => {
    const each = byId.get(change.diskId);
    return each !== undefined && needsStart(each, change);
  });
  const type = draft.instanceType === null ? 0 : 1;
  return { changes: type + draft.disks.length + (draft.bandwidthOut === null ? 0 : 1), stops: running ? type + offline.length : 0 };
}
