import { useQuery } from "@tanstack/react-query";
import type { ImageCopy, ResourceKey } from "../backend/bindings/types";
import { imageQuery } from "../backend/queries";

const NOWHERE: ResourceKey = { accountId: "", regionId: "", id: "" };

/** The image among its copies in other regions, itself first; empty when there are none, while that is not known, and for several images. */
export function useCopies(images: readonly ResourceKey[]): readonly ImageCopy[] {
  const [key] = images;
  const { data } = useQuery({ ...imageQuery(key ?? NOWHERE), enabled: images.length === 1 });
  if (!key || data?.row.key.id !== key.id || data.row.sharedWithMe) return [];
  const others = data.copies.filter((copy) => !copy.isThis);
  const itself = data.copies.filter((copy) => copy.isThis);
  return others.length > 0 ? [...itself, ...others] : [];
}
