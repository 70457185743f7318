import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageDraftCheck } from "../backend/bindings/commands";
import type { DraftStart, Finding, ImageDraft, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { newRequestId } from "../backend/requestId";
import { keepDraft, keptDraft, type KeptDraft, type WizardStep } from "./drafts";
import { useNameChecks } from "./useNameChecks";

const onImageStep = (finding: Finding) => /^(name|description|family|tags|resourceGroupId|imageCheck|copyTo|shareWith)/.test(finding.field);

/** The draft of one image: what was proposed or kept, what the rules say of it, and whether its names are free. */
export function useImageDraft(key: ResourceKey, source: DraftStart) {
  const [kept, setKept] = useState<KeptDraft>(() => keptDraft(key) ?? { draft: source.draft, step: "disks", requestId: newRequestId() });
  const { draft, step, requestId } = kept;
  const keep = (next: KeptDraft) => {
    keepDraft(key, next);
    setKept(next);
  };

  const asked = useQuery({
    queryKey: ["draft-check", draft],
    queryFn: () => imageDraftCheck(draft),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    gcTime: 10_000,
  });
  const check = asked.data;
  const findings = check?.findings ?? [];
  const errors = findings.filter((finding) => finding.severity === "error");
  const good = (field: string) => !errors.some((finding) => finding.field === field);

  const names = useNameChecks(draft.accountId, [
    { regionId: draft.regionId, name: draft.name, good: good("name") },
    ...draft.copyTo.map(({ regionId, name }, index) => ({ regionId, name, good: good(`copyTo.${index}.name`) && good(`copyTo.${index}.regionId`) })),
  ]);
  const [imageName, ...copyNames] = names.states;
  const taken = names.states.filter(({ answer }) => answer?.state === "taken").length;
  const askAgain = () => {
    void asked.refetch();
    names.askAgain();
  };

  return {
    key,
    source,
    draft,
    step,
    requestId,
    check,
    /** Why the rules could not be asked; nothing is sent then. */
    checkProblem: asked.isError ? problemOf(asked.error) : null,
    /** When the rules and the names were asked last. */
    checkedAt: Math.max(asked.dataUpdatedAt, ...names.states.map(({ at }) => at)),
    findings,
    imageName: imageName ?? { answer: null, asking: false, at: 0 },
    copyNames,
    /** Values of a step that have to be corrected. A name that is taken is one. */
    errorsOf: (which: WizardStep): number => {
      const onIt = which === "review" ? errors : errors.filter((finding) => onImageStep(finding) === (which === "image"));
      return onIt.length + (which === "disks" ? 0 : taken);
    },
    /** Another draft is another request: it gets an id of its own. */
    change: (more: Partial<ImageDraft>) => keep({ draft: { ...draft, ...more }, step, requestId: newRequestId() }),
    goTo: (next: WizardStep) => {
      keep({ ...kept, step: next });
      if (next === "review") askAgain();
    },
    askAgain,
  };
}

export type DraftState = ReturnType<typeof useImageDraft>;
