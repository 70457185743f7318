import type { DraftStep } from "../backend/bindings/types";

/** The part of a draft that a finding or a refusal is about, by the begin of its field. */
const STEP_OF: Record<string, Exclude<DraftStep, "review">> = {
  snapshot: "disks",
  systemSizeGib: "disks",
  dataDisks: "disks",
  name: "image",
  description: "image",
  family: "image",
  tags: "image",
  resourceGroupId: "image",
  imageCheck: "image",
  copyTo: "image",
  shareWith: "image",
  testLaunch: "image",
};

/** The field itself, without the place in a list and what comes after it: `dataDisks.1.sizeGib` is of `dataDisks`. */
export const listOf = (field: string): string => field.split(".")[0] ?? field;

/** The step that a field stands on; `null` for a field that no step shows. */
export const stepOf = (field: string): Exclude<DraftStep, "review"> | null => STEP_OF[listOf(field)] ?? null;

/** Whether a finding about disks stands at a row of the table. */
export const isOfRow = (field: string): boolean => field === "systemSizeGib" || /^dataDisks\.\d+/.test(field);
