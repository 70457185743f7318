import type { ReplaceImage } from "../backend/bindings/types";

export type Source = "all" | "self" | "shared";

/** The image of an id; `null` when the list does not hold it. */
export const imageOf = (images: readonly ReplaceImage[], id: string): ReplaceImage | null => images.find((image) => image.row.key.id === id) ?? null;

export const isOpen = (image: ReplaceImage): boolean => image.obstacles.length === 0;

/** Only its data disks are against it: whether the cloud takes it is found out by trying. */
export const canBeTried = (image: ReplaceImage): boolean => image.obstacles.length > 0 && image.obstacles.every(({ code }) => code === "imageHasDataDisks");

/** The images in which every word of a search stands, of one source or all. */
export function matching(images: readonly ReplaceImage[], search: string, source: Source): ReplaceImage[] {
  const words = search.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  return images.filter(({ row }) => {
    if (source !== "all" && row.sharedWithMe !== (source === "shared")) return false;
    const text = [row.name, row.key.id, row.family, row.os, row.architecture].join("\n").normalize("NFKC").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The proposed one first, then what can be picked, then the others; the newest first in each. */
export function inOrder(images: readonly ReplaceImage[], proposed: string): ReplaceImage[] {
  const rank = (image: ReplaceImage) => (image.row.key.id === proposed ? 0 : isOpen(image) ? 1 : 2);
  return images.toSorted((a, b) => rank(a) - rank(b));
}
