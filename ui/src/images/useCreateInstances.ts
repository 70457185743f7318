import { useMutation, useQueryClient } from "@tanstack/react-query";
import { imageQuery } from "../backend/queries";
import type { Target } from "../grid/target";
import { goFrom } from "../route";

/** Why no instances can be created from what is picked. */
export type LaunchRefusal = { reason: "none" | "many" } | { reason: "status"; status: string };

/** The status of an image that instances can be created from. */
export const canLaunch = (status: string): boolean => status === "Available";

/** The way from the list to the page Create instances, and why it is barred. */
export interface CreateInstances {
  start: (picked: Target) => void;
  busy: boolean;
  refusal: LaunchRefusal | null;
  error: Error | null;
  dismiss: () => void;
}

export function useCreateInstances(): CreateInstances {
  const client = useQueryClient();
  const { mutate, data, error, reset, isPending } = useMutation({
    mutationFn: async ({ count, keys }: Target): Promise<LaunchRefusal | null> => {
      if (count !== 1) return { reason: count === 0 ? "none" : "many" };
      const [key] = await keys(1);
      if (!key) return { reason: "none" };
      const { row } = await client.query({ ...imageQuery(key), staleTime: 0 });
      if (!canLaunch(row.status)) return { reason: "status", status: row.status };
      goFrom({ page: "images" }, { page: "launch", key, like: null });
      return null;
    },
  });
  return {
    start: (picked) => {
      if (!isPending) mutate(picked);
    },
    busy: isPending,
    refusal: data ?? null,
    error,
    dismiss: reset,
  };
}
