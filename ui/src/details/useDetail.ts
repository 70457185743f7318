import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import type { Account, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";

export interface DetailAnswer<Detail> {
  /** Of the key, or of the one before until the new one is there; nothing when there is none any more. */
  detail: Detail | undefined;
  account: Account | undefined;
  error: Error | null;
  retry: () => void;
}

/** What the details of a row are made of. */
export function useDetail<Detail, QueryKey extends readonly unknown[]>(key: ResourceKey, query: UseQueryOptions<Detail, Error, Detail, QueryKey>): DetailAnswer<Detail> {
  const { data, error, refetch } = useQuery(query);
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === key.accountId) });
  const { code } = problemOf(error);
  const isGone = error !== null && (code === "notFound" || code === "snapshotGone");
  return { detail: isGone ? undefined : data, account, error, retry: () => void refetch() };
}
