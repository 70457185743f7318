import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { imageDraftCheck, imageNameCheck } from "../backend/bindings/commands";
import type { Finding, ImageDraft, DraftStart, SnapshotKey } from "../backend/bindings/types";
import { newRequestId } from "../backend/requestId";
import { keepDraft, keptDraft, type KeptDraft, type WizardStep } from "./drafts";

const PAUSE = 400;

/** The value, once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

const onImageStep = (finding: Finding) => /^(name|description|family|tags|resourceGroupId|imageCheck)/.test(finding.field);

/** The draft of one image: what was proposed or kept, what the rules say of it, and whether its name is free. */
export function useImageDraft(key: SnapshotKey, source: DraftStart) {
  const [kept, setKept] = useState<KeptDraft>(() => keptDraft(key) ?? { draft: source.draft, step: "disks", wish: newRequestId() });
  const { draft, step, wish } = kept;
  const keep = (next: KeptDraft) => {
    keepDraft(key, next);
    setKept(next);
  };

  const { data: check } = useQuery({
    queryKey: ["draft-check", draft],
    queryFn: () => imageDraftCheck(draft),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const findings = check?.findings ?? [];
  const errors = findings.filter((finding) => finding.severity === "error");

  const name = draft.name.trim();
  const settled = useSettled(name);
  const nameGood = name !== "" && !errors.some((finding) => finding.field === "name");
  const asked = useQuery({
    queryKey: ["name-check", draft.accountId, draft.regionId, settled],
    queryFn: () => imageNameCheck(draft.accountId, draft.regionId, settled),
    enabled: nameGood && settled === name,
    staleTime: 30_000,
    gcTime: 60_000,
  });

  return {
    key,
    source,
    draft,
    step,
    wish,
    check,
    findings,
    errorsOf: (which: WizardStep) => (which === "review" ? errors : errors.filter((finding) => onImageStep(finding) === (which === "image"))),
    nameState: !nameGood ? null : settled === name ? (asked.data ?? null) : null,
    nameAsking: nameGood && (settled !== name || asked.isFetching),
    /** Another draft is another wish: it gets an id of its own. */
    change: (more: Partial<ImageDraft>) => keep({ draft: { ...draft, ...more }, step, wish: newRequestId() }),
    goTo: (next: WizardStep) => keep({ ...kept, step: next }),
    askNameAgain: () => void asked.refetch(),
  };
}

export type DraftState = ReturnType<typeof useImageDraft>;
