import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageShareCheck, imageShareOpen } from "../backend/bindings/commands";
import type { Finding, ResourceKey, ShareOrder, ShareSource } from "../backend/bindings/types";
import { useSettled } from "../useSettled";

/** Everything of the Share image dialog but how it looks. */
export interface ShareState {
  images: readonly ShareSource[];
  error: Error | null;
  retry: () => void;
  loading: boolean;
  /** Accounts that one of the images is shared with. */
  shared: readonly string[];
  add: readonly string[];
  setAdd: (add: readonly string[]) => void;
  remove: readonly string[];
  toggleRemove: (accountId: string) => void;
  order: ShareOrder;
  /** What the rules say of exactly this order; `undefined` while it is being checked. */
  findings: readonly Finding[] | undefined;
  /** It is not known yet what the rules say. */
  checking: boolean;
  checkError: Error | null;
}

export function useShare(keys: readonly ResourceKey[]): ShareState {
  const start = useQuery({ queryKey: ["image-share", keys], queryFn: () => imageShareOpen([...keys]), staleTime: 0, gcTime: 0 });
  const [add, setAdd] = useState<readonly string[]>([]);
  const [remove, setRemove] = useState<readonly string[]>([]);
  const images = start.data?.images ?? [];
  const order: ShareOrder = { images: [...keys], add: [...add], remove: [...remove] };
  const text = JSON.stringify(order);
  const settled = useSettled(text);
  const check = useQuery({
    queryKey: ["image-share-check", settled],
    queryFn: () => imageShareCheck(JSON.parse(settled) as ShareOrder),
    enabled: settled === text && add.length + remove.length > 0,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return {
    images,
    error: start.error,
    retry: () => void start.refetch(),
    loading: start.isPending,
    shared: [...new Set(images.flatMap((source) => source.sharedWith ?? []))],
    add,
    setAdd,
    remove,
    toggleRemove: (accountId) => setRemove(remove.includes(accountId) ? remove.filter((other) => other !== accountId) : [...remove, accountId]),
    order,
    checking: add.length + remove.length > 0 && (settled !== text || (check.data === undefined && check.error === null)),
    findings: settled === text ? check.data : undefined,
    checkError: check.error,
  };
}
