import type { DeletableImage, DeletableSnapshot, DeletionOrder, DeletionPlan } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";

/** Whether nothing is known to stand against it. */
export const canGo = ({ obstacles }: Pick<DeletableImage | DeletableSnapshot, "obstacles">): boolean => obstacles.length === 0;

/** The snapshots of the images that can be deleted, each once. */
export function snapshotsOfImages({ images }: DeletionPlan): DeletableSnapshot[] {
  const all = images.filter(canGo).flatMap(({ snapshots }) => snapshots);
  return [...new Map(all.map((snapshot) => [keyText(snapshot.key), snapshot])).values()];
}

/** What is ticked at the beginning: what was picked for itself. Snapshots of images stay unless somebody ticks them. */
export const tickedAtFirst = (plan: DeletionPlan): Set<string> => new Set(plan.snapshots.filter(canGo).map(({ key }) => keyText(key)));

/** What is sent: what can be deleted and is ticked, with what the plan has said of it. */
export function orderOf(plan: DeletionPlan, ticked: ReadonlySet<string>): DeletionOrder {
  const chosen = (snapshots: readonly DeletableSnapshot[]) => snapshots.filter((snapshot) => canGo(snapshot) && ticked.has(keyText(snapshot.key)));
  const all = [...plan.images.filter(canGo).flatMap((image) => chosen(image.snapshots)), ...chosen(plan.snapshots)];
  return {
    images: plan.images.filter(canGo).map((image) => ({
      key: image.row.key,
      unshare: image.sharedWith,
      force: isForced(image),
      instances: image.instanceIds,
      snapshots: chosen(image.snapshots).map(({ key }) => key.id),
    })),
    snapshots: chosen(plan.snapshots).map(({ key }) => key),
    forced: [...new Set(all.filter(({ usedByDisk }) => usedByDisk).map(({ key }) => key.id))],
  };
}

/** Whether instances run it as Alibaba Cloud has told just now, so that it is deleted by force. */
export const isForced = ({ usesTold, usedByCount }: Pick<DeletableImage, "usesTold" | "usedByCount">): boolean => usesTold && (usedByCount ?? 0) > 0;

/** How many images, snapshots and shares an order has. */
export function countsOf({ images, snapshots }: DeletionOrder): { images: number; snapshots: number; shares: number } {
  const ofImages = new Set(images.flatMap((image) => image.snapshots.map((id) => keyText({ ...image.key, id }))));
  return {
    images: images.length,
    snapshots: new Set([...ofImages, ...snapshots.map(keyText)]).size,
    shares: images.reduce((sum, image) => sum + image.unshare.length, 0),
  };
}
