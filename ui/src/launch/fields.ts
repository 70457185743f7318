import type { LaunchDraft } from "../backend/bindings/types";

export const STEPS = ["image", "machine", "disks", "review"] as const;
export type LaunchStep = (typeof STEPS)[number];

/** The step that each value of a draft stands on. */
const STEP_OF: Record<Exclude<keyof LaunchDraft, "accountId" | "regionId">, Exclude<LaunchStep, "review">> & { password: "disks" } = {
  imageId: "image",
  like: "machine",
  count: "machine",
  atLeast: "machine",
  instanceType: "machine",
  zoneId: "machine",
  vpcId: "machine",
  vSwitchId: "machine",
  securityGroupIds: "machine",
  chargeType: "machine",
  periodMonths: "machine",
  autoRenew: "machine",
  bandwidthOut: "machine",
  internetChargeType: "machine",
  disks: "disks",
  signIn: "disks",
  keyPair: "disks",
  password: "disks",
  namePrefix: "disks",
  nameFirst: "disks",
  nameDigits: "disks",
  hostNames: "disks",
  description: "disks",
  ramRole: "disks",
  tags: "disks",
  resourceGroupId: "disks",
  deletionProtection: "disks",
  userData: "disks",
  settings: "disks",
};

/** The value itself, without the place in a list and what comes after it: `disks.1.sizeGib` is of `disks`. */
export const valueOf = (field: string): string => field.split(".")[0] ?? field;

/** The step that a field stands on; `null` for a field that no step shows. */
export const stepOf = (field: string): Exclude<LaunchStep, "review"> | null => (STEP_OF as Record<string, Exclude<LaunchStep, "review"> | undefined>)[valueOf(field)] ?? null;
