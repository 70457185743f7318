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
  /** Copies to where another image has the name: {@link copyKey}. */
  anyway: ReadonlySet<string>;
  toggleAnyway: (imageId: string, regionId: string) => void;
  choose: (regionId: string, choice: Choice) => void;
  rename: (copy: OrderedCopy, name: string) => void;
  copies: readonly OrderedCopy[];
  names: readonly NameState[];
  /** What the rules say of exactly these copies; `undefined` while they are being checked. */
  findings: readonly Finding[] | undefined;
  checkError: Error | null;
}

/** Chosen, and encrypted as the images need it. */
const CHOSEN = { encryption: null, kmsKeyId: "", typed: false } as const;

/** `regionIds` are chosen at the beginning. */
export function useCopy(keys: readonly ResourceKey[], regionIds: readonly string[]): CopyState {
  const format = useFormat();
  const accountId = keys[0]?.accountId ?? "";
  const day = format.date(useNow(60_000)).replaceAll("-", "");
  const start = useQuery({ queryKey: ["image-copy", keys], queryFn: () => imageCopyOpen([...keys]), staleTime: 0, gcTime: 0 });
  const listed = useQuery(regionsQuery(accountId));
  const [template, setTemplate] = useState("{name}");
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice | typeof CHOSEN>>>(() => Object.fromEntries(regionIds.map((regionId) => [regionId, CHOSEN])));
  const [anyway, setAnyway] = useState<ReadonlySet<string>>(new Set());
  const [renamed, setRenamed] = useState<Readonly<Record<string, string>>>({});

  const images = start.data?.images ?? [];
  const regions = listed.data ?? [];
  const known = new Map(start.data?.regions.map((region) => [region.regionId, region]));
  const nameOf = (source: CopySource, regionId: string) => renamed[copyKey(source.key.id, regionId)] ?? nameFrom(template, source, regionId, day);
  const isEncrypted = (regionId: string) => images.some((source) => source.encrypted && ["free", "sameName"].includes(placeOf(source, regionId, known.get(regionId)).kind));
  const choices = Object.fromEntries(
    Object.entries(chosen).map(([regionId, choice]) => [regionId, { ...choice, encryption: choice.encryption ?? (isEncrypted(regionId) ? "service" : "none") } satisfies Choice]),
  );
  const copies = orderedCopies(images, regions.map((region) => region.regionId), { known, choices, anyway, nameOf });

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
  const without = (regionId: string) => Object.fromEntries(Object.entries(chosen).filter(([id]) => id !== regionId));

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
      setChosen(chosen[regionId] ? without(regionId) : { ...chosen, [regionId]: CHOSEN });
      if (chosen[regionId]) setAnyway(new Set([...anyway].filter((key) => !images.some((source) => key === copyKey(source.key.id, regionId)))));
    },
    anyway,
    toggleAnyway: (imageId, regionId) => {
      const key = copyKey(imageId, regionId);
      const next = new Set(anyway);
      if (!next.delete(key)) next.add(key);
      setAnyway(next);
      const isLeft = images.some((source) => placeOf(source, regionId, known.get(regionId)).kind === "free" || next.has(copyKey(source.key.id, regionId)));
      if (!isLeft) setChosen(without(regionId));
      else if (!chosen[regionId] && next.has(key)) setChosen({ ...chosen, [regionId]: CHOSEN });
    },
    choose: (regionId, choice) => setChosen({ ...chosen, [regionId]: choice }),
    rename: (copy, name) => setRenamed({ ...renamed, [copyKey(copy.image.id, copy.regionId)]: name }),
    copies,
    names: states,
    findings,
    checkError: check.error,
  };
}
