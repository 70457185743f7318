import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { launchCheck, launchChoices, launchOpen, launchPrice, launchReview, launchTypePrices } from "../backend/bindings/commands";
import type { LaunchDraft, ResourceKey } from "../backend/bindings/types";

/** What the page starts from, read anew each time it is opened. */
export const startQuery = (key: ResourceKey, like: string | null) =>
  queryOptions({ queryKey: ["launch-start", key, like], queryFn: () => launchOpen(key, like), gcTime: 0, staleTime: 0, refetchOnMount: "always" });

/** Types, stock, networks and key pairs for an image and a billing method. */
export const choicesQuery = (draft: LaunchDraft) =>
  queryOptions({
    queryKey: ["launch-choices", draft.accountId, draft.regionId, draft.imageId, draft.like, draft.chargeType],
    queryFn: () => launchChoices(draft),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    refetchOnMount: "always",
  });

/** Prices of types that are in sight, at most 20. */
export const typePricesQuery = (draft: LaunchDraft, types: string[]) =>
  queryOptions({
    queryKey: ["launch-type-prices", draft.accountId, draft.regionId, draft.imageId, draft.chargeType, draft.zoneId, types],
    queryFn: () => launchTypePrices(draft, types),
    gcTime: 300_000,
    enabled: types.length > 0,
  });

/** What the rules say of a draft. */
export const checkQuery = (draft: LaunchDraft) =>
  queryOptions({ queryKey: ["launch-check", draft], queryFn: () => launchCheck(draft), placeholderData: keepPreviousData, gcTime: 10_000, refetchOnMount: "always" });

/** The price of all instances; whatever costs nothing does not ask again. */
export const priceQuery = (draft: LaunchDraft) => {
  const { accountId, regionId, imageId, instanceType, zoneId, count, chargeType, periodMonths, bandwidthOut, internetChargeType } = draft;
  const disks = draft.disks.map(({ category, performanceLevel, sizeGib, provisionedIops, bursting }) => [category, performanceLevel, sizeGib, provisionedIops, bursting]);
  return queryOptions({
    queryKey: ["launch-price", accountId, regionId, imageId, instanceType, zoneId, count, chargeType, periodMonths, bandwidthOut, internetChargeType, disks],
    queryFn: () => launchPrice(draft),
    enabled: instanceType !== "" && zoneId !== "",
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
};

/**
 * What the cloud says of a draft just before it is sent. The password goes along for the dry run; the key has only the number of the
 * times that it was changed.
 */
export const reviewQuery = (draft: LaunchDraft, password: string | null, turn: number) =>
  queryOptions({ queryKey: ["launch-review", draft, turn], queryFn: () => launchReview(draft, password), staleTime: 0, gcTime: 0, refetchOnMount: "always" });
