import type { DeletionRow, JobDetail, JobStep, ResourceKey } from "../backend/bindings/types";

/** Whether it is not there any more. */
export const isOver = ({ outcome }: DeletionRow): boolean => outcome === "done" || outcome === "alreadyGone";

/** What a deletion has left, for a plan of it. Snapshots of an image that is still there come with the image. */
export function leftOf({ summary: { accountId }, steps }: JobDetail): { images: ResourceKey[]; snapshots: ResourceKey[] } {
  const left = (step: JobStep) => step.deletions.filter((row) => !isOver(row)).map(({ id }) => ({ accountId, regionId: step.regionId, id }));
  const ofImages = steps.filter(({ kind }) => kind === "deleteImage");
  const kept = new Set(ofImages.filter((step) => left(step).length > 0).map(({ position }) => position));
  const alone = steps.filter((step) => step.kind === "deleteSnapshots" && !step.after.some((position) => kept.has(position)));
  return { images: ofImages.flatMap(left), snapshots: alone.flatMap(left) };
}
