import { useQueries } from "@tanstack/react-query";
import type { LaunchDraft, TypePrice } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { typePricesQuery } from "./launchQueries";

/** The price of a type for an hour: on its way, not told, or as the cloud has answered. */
export type PriceOf = "asking" | null | TypePrice;

/** Asks for the prices of the types in sight, a page of them a time. */
export function useTypePrices(draft: LaunchDraft, types: readonly string[], page: number) {
  const pages = Array.from({ length: Math.ceil(types.length / page) }, (_, index) => types.slice(index * page, (index + 1) * page));
  const answers = useQueries({ queries: pages.map((each) => typePricesQuery(draft, each)) });
  const of = (type: string): PriceOf => {
    const answer = answers[pages.findIndex((each) => each.includes(type))];
    if (!answer || answer.isPending) return "asking";
    if (answer.isError) return { instanceType: type, hourly: null, currency: "", problem: problemOf(answer.error) };
    return answer.data.find((price) => price.instanceType === type) ?? null;
  };
  const known = answers.flatMap((answer) => answer.data ?? []).find((price) => price.currency !== "");
  return {
    of,
    /** `CNY` or `USD`; until it is told, by the country of the region. */
    currency: known?.currency ?? (draft.regionId.startsWith("cn-") ? "CNY" : "USD"),
    ask: () => {
      for (const answer of answers) void answer.refetch();
    },
  };
}
