import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { imageDraftCheck, imageDraftReview } from "../backend/bindings/commands";
import type { DraftCheck, DraftStart, DraftStep, Finding, ImageDraft, KeptDraft, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { newRequestId } from "../backend/requestId";
import { snapshotQuery } from "../backend/queries";
import { useFindingWords } from "../i18n/findingWords";
import { keepDraft, newDraft, writeDraft } from "./drafts";
import { stepOf } from "./fields";
import { reviewState } from "./reviewState";
import { useDraftFailure } from "./useDraftFailure";
import { useNameChecks } from "./useNameChecks";

/** The step on which a value is corrected; what no step shows is told on the first. */
const stepFor = (finding: Finding) => stepOf(finding.field) ?? "disks";

/** What was found, to tell whether something else is found later. */
const findingsText = (check: DraftCheck | undefined): string => JSON.stringify(check?.findings ?? null);

/** The draft of one image: what was proposed or kept, what the rules say of it, and whether its names are free. */
export function useImageDraft(key: ResourceKey, source: DraftStart, left: KeptDraft | null) {
  const [kept, setKept] = useState<KeptDraft>(() => left ?? newDraft(source.draft));
  // Only a draft that was left and is now open again has a beginning worth telling.
  const [resumed, setResumed] = useState(left !== null);
  const words = useFindingWords();
  const notKept = useDraftFailure();
  const { draft, step, requestId } = kept;
  const keep = (next: KeptDraft) => {
    keepDraft(next, notKept);
    setKept(next);
  };
  const page = useRef({ key, notKept });
  // What was typed last is written when the page is left.
  useEffect(() => {
    const { key, notKept } = page.current;
    return () => void writeDraft(key).catch(notKept);
  }, []);

  const client = useQueryClient();
  // Asked again when the inventory changes, as the snapshot is.
  const typed = { queryKey: [...snapshotQuery(key).queryKey, "draft-check", draft], queryFn: () => imageDraftCheck(draft) };
  const asked = useQuery({ ...typed, placeholderData: keepPreviousData, refetchOnMount: "always", gcTime: 10_000 });
  // At the last step the cloud itself is asked, each time the step is opened.
  const reviewed = useQuery({
    queryKey: ["draft-review", draft],
    queryFn: async () => {
      const before = findingsText(await client.query({ ...typed, staleTime: "static" }));
      return { check: await imageDraftReview(draft), before };
    },
    enabled: step === "review",
    staleTime: 0,
    refetchOnMount: "always",
    gcTime: 10_000,
  });
  // Back at a step, what the cloud said stands until the inventory tells something else.
  const { data: said } = reviewed;
  const check = said && (step === "review" || said.before === findingsText(asked.data)) ? said.check : asked.data;
  const failed = asked.isError ? asked.error : reviewed.isError ? reviewed.error : null;
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
    if (step === "review") void reviewed.refetch();
  };

  return {
    key,
    source,
    draft,
    step,
    requestId,
    check,
    /** Why the rules could not be asked; nothing is sent then. */
    checkProblem: failed && problemOf(failed),
    /** How old what the cloud has said for the last step is. */
    review: reviewState(said?.check, reviewed.isFetching, names.states),
    findings,
    imageName: imageName ?? { answer: null, asking: false, at: 0 },
    copyNames,
    /** Values of a step that have to be corrected. A name that is taken is one. */
    errorsOf: (which: DraftStep): number => {
      const onIt = which === "review" ? errors : errors.filter((finding) => stepFor(finding) === which);
      return onIt.length + (which === "disks" ? 0 : taken);
    },
    /** Another draft is another request: it gets an id of its own. */
    change: (more: Partial<ImageDraft>) => keep({ ...kept, draft: { ...draft, ...more }, requestId: newRequestId() }),
    /** When the draft was begun, if it was left since. */
    resumedFrom: resumed ? kept.begunAt : null,
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
    goTo: (next: DraftStep) => {
      keep({ ...kept, step: next });
      if (next === "review") askAgain();
    },
    askAgain,
  };
}

export type DraftState = ReturnType<typeof useImageDraft>;
