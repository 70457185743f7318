import { useQuery } from "@tanstack/react-query";
import { imageEditCheck, imageEditOpen } from "../backend/bindings/commands";
import type { EditOrder, EditStart, Finding, ResourceKey } from "../backend/bindings/types";
import { useFindingWords } from "../i18n/findingWords";
import { useSettled } from "../useSettled";

/** The images of a dialog as the cloud tells of them when it is opened. They are read again only when a person asks for it. */
export function useEditStart(keys: readonly ResourceKey[]) {
  return useQuery({
    queryKey: ["image-edit", keys],
    queryFn: (): Promise<EditStart> => imageEditOpen([...keys]),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: "always",
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** What the rules say of exactly an order; `findings` is `undefined` while it is being checked. */
export interface EditCheck {
  findings: readonly Finding[] | undefined;
  /** The sentence at a field. */
  at: (field: string, severity?: Finding["severity"]) => string | undefined;
  /** It is not known yet what the rules say. */
  checking: boolean;
  error: Error | null;
}

export function useEditCheck(order: EditOrder, enabled: boolean): EditCheck {
  const words = useFindingWords();
  const text = JSON.stringify(order);
  const settled = useSettled(text);
  const { data, error } = useQuery({
    queryKey: ["image-edit-check", settled],
    queryFn: () => imageEditCheck(JSON.parse(settled) as EditOrder),
    enabled: enabled && settled === text,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  const findings = enabled && settled === text ? data : undefined;
  return {
    findings,
    at: (field, severity = "error") => {
      const found = findings?.find((finding) => finding.field === field && finding.severity === severity);
      return found && words(found).text;
    },
    checking: enabled && (settled !== text || (data === undefined && error === null)),
    error: enabled ? error : null,
  };
}

/** An order that changes nothing. */
export const unchanged = (images: readonly ResourceKey[]): EditOrder => ({
  images: [...images],
  seen: null,
  name: null,
  description: null,
  family: null,
  bootMode: null,
  nvmeSupport: null,
  imdsSupport: null,
  status: null,
  tags: [],
  removeTags: [],
});
