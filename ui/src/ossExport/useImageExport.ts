import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageExportCheck, imageExportOpen } from "../backend/bindings/commands";
import type { Finding, ImageExportOrder, ImageExportSource, OssTarget, ResourceKey } from "../backend/bindings/types";
import { useSettled } from "../useSettled";

/** Everything of the Export to OSS dialog but how it looks. */
export interface ImageExportState {
  images: readonly ImageExportSource[];
  error: Error | null;
  retry: () => void;
  loading: boolean;
  target: OssTarget;
  setTarget: (target: OssTarget) => void;
  /** The role that the service exports with. */
  role: string;
  /** Something was typed or chosen. */
  touched: boolean;
  order: ImageExportOrder;
  /** What the rules say of exactly this order; `undefined` while it is being checked. */
  findings: readonly Finding[] | undefined;
  /** It is not known yet what the rules say. */
  checking: boolean;
  checkError: Error | null;
}

export function useImageExport(keys: readonly ResourceKey[]): ImageExportState {
  const start = useQuery({ queryKey: ["image-export", keys], queryFn: () => imageExportOpen([...keys]), staleTime: 0, gcTime: 0 });
  const [typed, setTyped] = useState<OssTarget | null>(null);
  const role = start.data?.role ?? "";
  const target: OssTarget = typed ?? { bucket: "", prefix: "", format: "raw", role };
  const order: ImageExportOrder = { images: [...keys], target };
  const text = JSON.stringify(order);
  const settled = useSettled(text);
  const check = useQuery({
    queryKey: ["image-export-check", settled],
    queryFn: () => imageExportCheck(JSON.parse(settled) as ImageExportOrder),
    enabled: settled === text && start.data !== undefined,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return {
    images: start.data?.images ?? [],
    error: start.error,
    retry: () => void start.refetch(),
    loading: start.isPending,
    target,
    setTarget: setTyped,
    role,
    touched: typed !== null,
    order,
    checking: start.data !== undefined && (settled !== text || (check.data === undefined && check.error === null)),
    findings: settled === text ? check.data : undefined,
    checkError: check.error,
  };
}
