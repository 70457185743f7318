import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageDraftCheck } from "../backend/bindings/commands";
import type { DraftStart, Finding, ImageDraft, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { newRequestId } from "../backend/requestId";
import { snapshotQuery } from "../backend/queries";
import { useFindingWords } from "../i18n/findingWords";
import { keepDraft, keptDraft, newDraft, type KeptDraft, type WizardStep } from "./drafts";
import { stepOf } from "./fields";
import { useNameChecks } from "./useNameChecks";

/** The step on which a value is corrected; what no step shows is told on the first. */
const stepFor = (finding: Finding) => stepOf(finding.field) ?? "disks";

/** The draft of one image: what was proposed or kept, what the rules say of it, and whether its names are free. */
export function useImageDraft(key: ResourceKey, source: DraftStart) {
  const [kept, setKept] = useState<KeptDraft>(() => keptDraft(key) ?? newDraft(source.draft));
  // Only a draft that was left and is now open again has a beginning worth telling.
  const [resumed, setResumed] = useState(() => keptDraft(key) !== undefined);
  const words = useFindingWords();
  const { draft, step, requestId } = kept;
  const keep = (next: KeptDraft) => {
    keepDraft(key, next);
    setKept(next);
  };

  const asked = useQuery({
    // Asked again when the inventory changes, as the snapshot is.
    queryKey: [...snapshotQuery(key).queryKey, "draft-check", draft],
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
      const onIt = which === "review" ? errors : errors.filter((finding) => stepFor(finding) === which);
      return onIt.length + (which === "disks" ? 0 : taken);
    },
    /** Another draft is another request: it gets an id of its own. */
    change: (more: Partial<ImageDraft>) => keep({ ...kept, draft: { ...draft, ...more }, requestId: newRequestId() }),
    /** When the draft was begun, if it was left since: `null` when that is not known, `undefined` for a new one. */
    resumedFrom: resumed ? kept.begunAt : undefined,
    /** Puts what is proposed now in the place of the draft, which can be brought back. */
    startOver: () => {
      setResumed(false);
      keep(newDraft(source.draft, kept));
    },
    /** When the draft that was replaced was begun, and the way back to it. */
    replaced: kept.replaced && { begunAt: kept.replaced.begunAt, bringBack: () => kept.replaced && keep(kept.replaced) },
    /** What is wrong with a field, in words. */
    errorAt: (field: string): string | undefined => {
      const found = errors.find((finding) => finding.field === field);
      return found && words(found).text;
    },
    goTo: (next: WizardStep) => {
      keep({ ...kept, step: next });
      if (next === "review") askAgain();
    },
    askAgain,
  };
}

export type DraftState = ReturnType<typeof useImageDraft>;
