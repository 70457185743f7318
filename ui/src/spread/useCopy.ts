import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageCopyCheck, imageCopyOpen } from "../backend/bindings/commands";
import type { AccountRegion, CopyOrder, CopyRegion, CopySource, Finding, OrderedCopy, ResourceKey } from "../backend/bindings/types";
import { regionsQuery } from "../backend/queries";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useNameChecks, type NameState } from "../image/useNameChecks";
import { useSettled } from "../useSettled";
import { copyKey, errorAt, nameFrom, orderedCopies, placeOf, type Choice } from "./copies";

/** Everything of the Copy image dialog but how it looks. */
export interface CopyState {
  /** The account of the images. */
  accountId: string;
  images: readonly CopySource[];
  regions: readonly AccountRegion[];
  known: ReadonlyMap<string, CopyRegion>;
  /** Why the dialog cannot begin. */
  error: Error | null;
  retry: () => void;
  loading: boolean;
  template: string;
  setTemplate: (template: string) => void;
  choices: Readonly<Record<string, Choice>>;
  toggle: (regionId: string) => void;
  choose: (regionId: string, choice: Choice) => void;
  rename: (copy: OrderedCopy, name: string) => void;
  copies: readonly OrderedCopy[];
  names: readonly NameState[];
  /** What the rules say of exactly these copies; `undefined` while they are being checked. */
  findings: readonly Finding[] | undefined;
  checkError: Error | null;
}

export function useCopy(keys: readonly ResourceKey[]): CopyState {
  const format = useFormat();
  const accountId = keys[0]?.accountId ?? "";
  const day = format.date(useNow(60_000)).replaceAll("-", "");
  const start = useQuery({ queryKey: ["image-copy", keys], queryFn: () => imageCopyOpen([...keys]), staleTime: 0, gcTime: 0 });
  const listed = useQuery(regionsQuery(accountId));
  const [template, setTemplate] = useState("{name}");
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [renamed, setRenamed] = useState<Readonly<Record<string, string>>>({});

  const images = start.data?.images ?? [];
  const regions = listed.data ?? [];
  const known = new Map(start.data?.regions.map((region) => [region.regionId, region]));
  const nameOf = (source: CopySource, regionId: string) => renamed[copyKey(source.key.id, regionId)] ?? nameFrom(template, source, regionId, day);
  const copies = orderedCopies(images, regions.map((region) => region.regionId), { known, choices, nameOf });

  const text = JSON.stringify({ copies } satisfies CopyOrder);
  const settled = useSettled(text);
  const check = useQuery({
    queryKey: ["image-copy-check", settled],
    queryFn: () => imageCopyCheck(JSON.parse(settled) as CopyOrder),
    enabled: settled === text && copies.length > 0,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  const findings = settled === text ? check.data : undefined;
  const { states } = useNameChecks(
    accountId,
    copies.map(({ regionId, name }, index) => ({ regionId, name, good: findings !== undefined && errorAt(findings, `copies.${index}.name`) === undefined })),
  );
  const isEncrypted = (regionId: string) => images.some((source) => source.encrypted && placeOf(source, regionId, known.get(regionId)).kind === "free");

  return {
    accountId,
    images,
    regions,
    known,
    error: start.error ?? listed.error,
    retry: () => {
      void start.refetch();
      void listed.refetch();
    },
    loading: start.isPending || listed.isPending,
    template,
    setTemplate,
    choices,
    toggle: (regionId) => {
      const { [regionId]: chosen, ...others } = choices;
      setChoices(chosen ? others : { ...choices, [regionId]: { encryption: isEncrypted(regionId) ? "service" : "none", kmsKeyId: "", typed: false } });
    },
    choose: (regionId, choice) => setChoices({ ...choices, [regionId]: choice }),
    rename: (copy, name) => setRenamed({ ...renamed, [copyKey(copy.image.id, copy.regionId)]: name }),
    copies,
    names: states,
    findings,
    checkError: check.error,
  };
}
