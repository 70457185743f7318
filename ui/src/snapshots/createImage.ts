import type { QueryClient } from "@tanstack/react-query";
import type { SnapshotDetail, ResourceKey } from "../backend/bindings/types";
import { snapshotQuery } from "../backend/queries";
import { keyText } from "../backend/resourceKey";
import { goFrom } from "../route";

/** Most snapshots one image can be made of: a system disk and 16 data disks. */
export const MOST = 17;

/** Why no image can be made from what is picked. */
export type Refusal =
  | { reason: "none" | "many" }
  /** Some of what is picked would be left out without a word. */
  | { reason: "otherDisks"; count: number; system: { key: ResourceKey; name: string } }
  | { reason: "dataDisk"; system: { key: ResourceKey; name: string } | null }
  | { reason: "notFinished" | "failed" | "tooOld" | "gone" | "other" }
  | { reason: "category"; category: string };

/** Opens the page Create custom image for what is picked, or says why not. */
export async function createImage(client: QueryClient, picked: readonly ResourceKey[]): Promise<Refusal | null> {
  if (picked.length === 0) return { reason: "none" };
  if (picked.length > MOST) return { reason: "many" };
  const details = await Promise.all(picked.map((key) => client.query({ ...snapshotQuery(key), staleTime: 0 })));
  const systems = details.filter((detail) => detail.row.diskType === "system");
  const detail = details.length === 1 ? details[0] : systems.length === 1 ? systems[0] : undefined;
  if (!detail) return { reason: "many" };
  const refusal = refusalOf(detail) ?? otherDisks(detail, picked);
  if (!refusal) goFrom({ page: "snapshots" }, { page: "image", key: detail.row.key });
  return refusal;
}

/** The wizard starts from the system disk and proposes its own set: what was picked beside that set is told. */
function otherDisks({ row, sameMoment }: SnapshotDetail, picked: readonly ResourceKey[]): Refusal | null {
  const proposed = new Set([row.key, ...sameMoment].map(keyText));
  const count = picked.filter((key) => !proposed.has(keyText(key))).length;
  return count > 0 ? { reason: "otherDisks", count, system: { key: row.key, name: row.name || row.key.id } } : null;
}

/** Why no image can be made from a snapshot; `null` when one can. */
function refusalOf(detail: SnapshotDetail): Refusal | null {
  const obstacle = detail.obstacles.find((finding) => finding.severity === "error");
  if (!obstacle) return null;
  switch (obstacle.code) {
    case "notSystemDisk":
      return { reason: "dataDisk", system: systemOfMoment(detail) };
    case "notFinished":
      return { reason: "notFinished" };
    case "snapshotFailed":
      return { reason: "failed" };
    case "tooOld":
      return { reason: "tooOld" };
    case "categoryUnfit":
      return { reason: "category", category: obstacle.params.category ?? detail.category };
    case "snapshotGone":
      return { reason: "gone" };
    default:
      return { reason: "other" };
  }
}

/** The system-disk snapshot of the same moment, when it is known. */
function systemOfMoment(detail: SnapshotDetail): { key: ResourceKey; name: string } | null {
  const frames = detail.timelines.find((timeline) => timeline.diskType === "system")?.snapshots ?? [];
  for (const key of detail.sameMoment) {
    const frame = frames.find((each) => each.snapshotId === key.id);
    if (frame) return { key, name: frame.name || frame.snapshotId };
  }
  return null;
}
