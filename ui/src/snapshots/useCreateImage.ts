import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Target } from "../grid/target";
import { MOST, createImage, type Refusal } from "./createImage";

/** The way to the page Create custom image, and why it is barred. */
export interface CreateImage {
  start: (picked: Target) => void;
  busy: boolean;
  refusal: Refusal | null;
  error: Error | null;
  dismiss: () => void;
}

export function useCreateImage(): CreateImage {
  const client = useQueryClient();
  const { mutate, data, error, reset, isPending } = useMutation({
    mutationFn: async (picked: Target): Promise<Refusal | null> =>
      picked.count > MOST ? { reason: "many" } : createImage(client, await picked.keys(MOST)),
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
