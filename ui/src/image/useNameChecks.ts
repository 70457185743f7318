import { useQueries } from "@tanstack/react-query";
import { imageNameCheck } from "../backend/bindings/commands";
import type { NameCheck } from "../backend/bindings/types";
import { useSettled } from "../useSettled";

/** Whether a name is free in its region, as far as the cloud has said. */
export interface NameState {
  answer: NameCheck | null;
  asking: boolean;
  /** When it was answered, milliseconds since the epoch; 0 before. */
  at: number;
}

interface Wanted {
  regionId: string;
  name: string;
  /** The rules allow it: only then the cloud is asked. */
  good: boolean;
}

/** Asks whether names are free, each in its region, once nobody types any more. */
export function useNameChecks(accountId: string, wanted: readonly Wanted[]) {
  const names = wanted.map((each) => each.name.trim());
  const settled = JSON.parse(useSettled(JSON.stringify(names))) as string[];
  const ready = (index: number) => wanted[index]?.good === true && settled[index] === names[index];
  const asked = useQueries({
    queries: wanted.map(({ regionId }, index) => {
      const name = settled[index] ?? "";
      return {
        // Names that are not asked for are told apart by their place: two of one region may be the same.
        queryKey: ["name-check", accountId, regionId, ready(index) ? name : index],
        queryFn: () => imageNameCheck(accountId, regionId, name),
        enabled: ready(index) && name !== "",
        staleTime: 30_000,
        gcTime: 60_000,
        refetchOnMount: "always" as const,
        // What could not be asked is asked again: nobody should have to type the name once more.
        refetchInterval: ({ state }: { state: { data?: NameCheck | undefined } }) => (state.data?.state === "unknown" ? 20_000 : false),
      };
    }),
  });
  return {
    states: wanted.map(({ good }, index): NameState => {
      const query = asked[index];
      return {
        answer: ready(index) ? (query?.data ?? null) : null,
        asking: good && names[index] !== "" && (!ready(index) || query?.isFetching === true),
        at: query?.dataUpdatedAt ?? 0,
      };
    }),
    askAgain: () => {
      for (const [index, query] of asked.entries()) if (ready(index)) void query.refetch();
    },
  };
}
