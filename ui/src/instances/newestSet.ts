import type { InstanceDetail, ResourceKey } from "../backend/bindings/types";

/** The snapshot that Create custom image starts from: of the set of one moment that the core names, else the newest of the system disk. */
export function newestSystemSnapshot({ row, timelines, sameMoment }: Pick<InstanceDetail, "row" | "timelines" | "sameMoment">): ResourceKey | null {
  const finished = (timelines.find((timeline) => timeline.diskType === "system")?.snapshots ?? []).filter((frame) => frame.status === "accomplished");
  const inSet = finished.find((frame) => sameMoment.some((key) => key.id === frame.snapshotId));
  const newest = inSet ?? finished.reduce<(typeof finished)[number] | null>((last, frame) => (last && last.createdAt >= frame.createdAt ? last : frame), null);
  return newest && { accountId: row.key.accountId, regionId: row.key.regionId, id: newest.snapshotId };
}
