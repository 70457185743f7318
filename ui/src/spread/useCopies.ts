import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImageCopy, ImageDetail, ResourceKey } from "../backend/bindings/types";
import { imageQuery } from "../backend/queries";

const NOWHERE: ResourceKey = { accountId: "", regionId: "", id: "" };
const NONE = { copies: [], complete: true };

export interface Copies {
  /** The image among its copies in other regions, itself first; empty when there are none, while that is not known, and for several images. */
  copies: readonly ImageCopy[];
  /** There are no other copies. */
  complete: boolean;
}

/** The copies as they are when the dialog opens: what is chosen of them stays in sight while lists are read again. */
export function useCopies(images: readonly ResourceKey[]): Copies {
  const [key] = images;
  const { data } = useQuery({ ...imageQuery(key ?? NOWHERE), enabled: images.length === 1 });
  const [kept, setKept] = useState<Copies | null>(null);
  if (kept === null && data && data.row.key.id === key?.id) setKept(copiesOf(data));
  return kept ?? NONE;
}

function copiesOf({ row, copies, copiesComplete }: ImageDetail): Copies {
  const others = copies.filter((copy) => !copy.isThis);
  if (row.sharedWithMe || others.length === 0) return NONE;
  return { copies: [...copies.filter((copy) => copy.isThis), ...others], complete: copiesComplete };
}
