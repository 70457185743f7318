import type { LaunchDifference, LaunchDisk, LaunchDraft } from "../backend/bindings/types";

/** FACTS-INSTANCES, 23: at most 16 data disks. */
export const MOST_DATA_DISKS = 16;

export const CATEGORIES = ["cloud_essd", "cloud_auto", "cloud_essd_entry", "cloud_efficiency", "cloud_ssd", "cloud"] as const;
export const LEVELS = ["PL0", "PL1", "PL2", "PL3"] as const;

/** Least and most GiB of a disk by category and level; unknown categories have no bounds of ours. */
const RANGE: Record<string, readonly [least: number, most: number]> = {
  PL0: [1, 65_536],
  PL1: [20, 65_536],
  PL2: [461, 65_536],
  PL3: [1261, 65_536],
  cloud_auto: [1, 65_536],
  cloud_essd_entry: [10, 32_768],
  cloud_efficiency: [20, 32_768],
  cloud_ssd: [20, 32_768],
  cloud: [5, 2000],
};
const LARGEST_SYSTEM_GIB = 2048;
const SMALLEST_SYSTEM_GIB = 20;

export const hasLevel = (disk: Pick<LaunchDisk, "category">): boolean => disk.category === "cloud_essd";
export const hasIops = (disk: Pick<LaunchDisk, "category">): boolean => disk.category === "cloud_auto";

/** Least and most GiB that a disk can have: never under what the image holds. */
export function boundsOf(disk: Pick<LaunchDisk, "system" | "category" | "performanceLevel" | "imageGib">): { min: number; max: number } {
  const [least, most] = RANGE[hasLevel(disk) ? disk.performanceLevel : disk.category] ?? [1, 65_536];
  return disk.system ? { min: Math.max(SMALLEST_SYSTEM_GIB, least, disk.imageGib), max: Math.min(most, LARGEST_SYSTEM_GIB) } : { min: Math.max(least, disk.imageGib), max: most };
}

/** A disk of another category: what only the old one has is left out. */
export const withCategory = (disk: LaunchDisk, category: string): LaunchDisk => ({
  ...disk,
  category,
  performanceLevel: hasLevel({ category }) ? disk.performanceLevel || "PL1" : "",
  ...(!hasIops({ category }) && { provisionedIops: null, bursting: false }),
});

export type Encryption = "none" | "cloudKey" | "ownKey";

/** How a disk is encrypted, `own` when a key of one's own is being typed. */
export const encryptionOf = (disk: LaunchDisk, own: boolean): Encryption => (!disk.encrypted ? "none" : disk.kmsKeyId !== "" || own ? "ownKey" : "cloudKey");

/** The first device name that no disk has. */
export function freeDevice(disks: readonly LaunchDisk[]): string {
  const letters = new Set(disks.map((disk) => disk.device.at(-1)));
  return `/dev/xvd${Array.from("bcdefghijklmnopqrstuvwxyz").find((letter) => !letters.has(letter)) ?? "z"}`;
}

/** A disk that the image does not hold: category and level as the system disk. */
export const blankDisk = (disks: readonly LaunchDisk[]): LaunchDisk => ({
  device: freeDevice(disks),
  system: false,
  ofImage: false,
  imageGib: 0,
  category: disks[0]?.category ?? "cloud_essd",
  performanceLevel: disks[0]?.performanceLevel ?? "PL1",
  sizeGib: 40,
  deleteWithInstance: true,
  encrypted: disks[0]?.encrypted ?? false,
  kmsKeyId: disks[0]?.kmsKeyId ?? "",
  provisionedIops: null,
  bursting: false,
  name: "",
  description: "",
  autoSnapshotPolicyId: "",
});

/** Every disk of the image as large as it is there, and no others. */
export const asInImage = (disks: readonly LaunchDisk[]): LaunchDisk[] =>
  disks.filter((disk) => disk.ofImage).map((disk) => ({ ...disk, sizeGib: boundsOf(disk).min }));

export const totalGib = ({ disks, count }: Pick<LaunchDraft, "disks" | "count">): number => disks.reduce((sum, disk) => sum + disk.sizeGib, 0) * count;

/** `xvdb`: a device name without its folder. */
export const shortDevice = (device: string): string => device.replace(/^\/dev\//, "");

/** What of one disk is not as the instance it is to be identical to. */
export const differencesOf = (differences: readonly LaunchDifference[], index: number): LaunchDifference[] =>
  differences.filter(({ field }) => field === `disks.${index}` || field.startsWith(`disks.${index}.`));
