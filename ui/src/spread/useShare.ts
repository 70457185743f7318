import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageShareCheck, imageShareOpen } from "../backend/bindings/commands";
import type { Finding, ResourceKey, ShareOrder, ShareSource } from "../backend/bindings/types";
import { useSettled } from "../useSettled";

/** Everything of the Share image dialog but how it looks. */
export interface ShareState {
  /** The images that are chosen, as the cloud has told of them. */
  images: readonly ShareSource[];
  /** What is told of an image, chosen or not; `undefined` until the cloud has answered. */
  told: (image: ResourceKey) => ShareSource | undefined;
  /** Why nothing is told of a copy. */
  failureOf: (image: ResourceKey) => Error | null;
  isChosen: (image: ResourceKey) => boolean;
  toggleImage: (image: ResourceKey) => void;
  error: Error | null;
  retry: () => void;
  loading: boolean;
  /** Accounts that one of the chosen images is shared with. */
  shared: readonly string[];
  /** Of those, the ones that all chosen images are shared with. */
  sharedByAll: readonly string[];
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

/** @param copies Images in other regions that the same can be done with. */
export function useShare(keys: readonly ResourceKey[], copies: readonly ResourceKey[]): ShareState {
  const start = useQuery(sharesQuery(keys));
  // Each by itself: a region that does not answer hides no other.
  const others = useQueries({ queries: copies.map((copy) => sharesQuery([copy])) });
  const [chosen, setChosen] = useState<readonly string[]>(keys.map(({ id }) => id));
  const [add, setAdd] = useState<readonly string[]>([]);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const isChosen = ({ id }: ResourceKey) => chosen.includes(id);
  const known = [start, ...others].flatMap(({ data }) => data?.images ?? []);
  const images = known.filter(({ key }) => isChosen(key));
  const shared = [...new Set(images.flatMap((source) => source.sharedWith ?? []))];
  const remove = marked.filter((accountId) => shared.includes(accountId));
  const order: ShareOrder = { images: [...keys, ...copies].filter(isChosen), add: [...add], remove };
  const nothing = order.images.length === 0 || add.length + remove.length === 0;
  const text = JSON.stringify(order);
  const settled = useSettled(text);
  const check = useQuery({
    queryKey: ["image-share-check", settled],
    queryFn: () => imageShareCheck(JSON.parse(settled) as ShareOrder),
    enabled: settled === text && !nothing,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return {
    images,
    told: ({ id }) => known.find(({ key }) => key.id === id),
    failureOf: ({ id }) => others[copies.findIndex((copy) => copy.id === id)]?.error ?? null,
    isChosen,
    toggleImage: ({ id }) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]),
    error: start.error,
    retry: () => void start.refetch(),
    loading: start.isPending,
    shared,
    sharedByAll: shared.filter((accountId) => images.every((source) => source.sharedWith?.includes(accountId))),
    add,
    setAdd,
    remove,
    toggleRemove: (accountId) => setMarked(marked.includes(accountId) ? marked.filter((other) => other !== accountId) : [...marked, accountId]),
    order,
    checking: !nothing && (settled !== text || (check.data === undefined && check.error === null)),
    findings: settled === text ? check.data : undefined,
    checkError: check.error,
  };
}

const sharesQuery = (keys: readonly ResourceKey[]) =>
  queryOptions({ queryKey: ["image-share", keys], queryFn: () => imageShareOpen([...keys]), staleTime: 0, gcTime: 0 });
