import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ResourceKey } from "../backend/bindings/types";
import { createImage, type Refusal } from "./createImage";

/** The way to the page Create custom image, and why it is barred. */
export interface CreateImage {
  start: (picked: readonly ResourceKey[]) => void;
  busy: boolean;
  refusal: Refusal | null;
  error: Error | null;
  dismiss: () => void;
}

export function useCreateImage(): CreateImage {
  const client = useQueryClient();
  const { mutate, data, error, reset, isPending } = useMutation({
    mutationFn: (picked: readonly ResourceKey[]) => createImage(client, picked),
  });
  return { start: mutate, busy: isPending, refusal: data ?? null, error, dismiss: reset };
}
