import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { replaceCheck } from "../backend/bindings/commands";
import type { Finding, Problem, ReplaceDraft, ReplaceInstance, ReplaceStart } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { newRequestId } from "../backend/requestId";
import { wholeNumber } from "../components/NumberField";
import { useFieldErrors } from "../launch/useFieldErrors";
import { valueOf } from "../launch/fields";
import { passwordFault } from "../launch/password";
import { useSettled } from "../useSettled";
import { imageOf } from "./images";

/** What a person has before them. The password is here and nowhere else: it goes when the page is left. */
interface Form {
  draft: ReplaceDraft;
  /** The size of the new system disk, as it was typed. */
  size: string;
  password: string;
  /** Another form is another request. */
  requestId: string;
}

/** An image that does not fit is not picked, whoever has proposed it. */
function firstDraft({ draft, images }: ReplaceStart): ReplaceDraft {
  const image = imageOf(images, draft.imageId);
  return image && image.obstacles.length > 0 ? { ...draft, imageId: "" } : draft;
}

function useForm(start: ReplaceStart) {
  const [form, setForm] = useState<Form>(() => ({ draft: firstDraft(start), size: start.draft.systemSizeGib?.toString() ?? "", password: "", requestId: newRequestId() }));
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (more: Partial<Form>, ...changed: string[]) => {
    if (problem?.field != null && changed.includes(valueOf(problem.field))) setProblem(null);
    setForm((now) => ({ ...now, ...more, requestId: newRequestId() }));
  };
  const change = (more: Partial<ReplaceDraft>) => set({ draft: { ...form.draft, ...more } }, ...Object.keys(more));
  return {
    ...form,
    problem,
    setProblem,
    change,
    setSize: (size: string) => set({ size, draft: { ...form.draft, systemSizeGib: wholeNumber(size) } }, "systemSizeGib"),
    setPassword: (password: string) => set({ password }, "password"),
    remove: (id: string) => {
      const instanceIds = form.draft.instanceIds.filter((each) => each !== id);
      change({ instanceIds, atOnce: Math.min(form.draft.atOnce, instanceIds.length) });
    },
  };
}

/** What the rules and the cloud say of the draft, once it has not changed for a moment. */
function useCheck(draft: ReplaceDraft) {
  const settled = useSettled(draft);
  const check = useQuery({
    queryKey: ["replace-check", settled],
    queryFn: async () => ({ of: settled, ...(await replaceCheck(settled)) }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    refetchOnMount: "always",
  });
  return { data: check.data, checking: settled !== draft || check.isFetching, problem: check.error && !check.isFetching ? problemOf(check.error) : null, again: () => void check.refetch() };
}

const isError = ({ severity }: Finding) => severity === "error";
/** What is not picked yet is no mistake before one goes on. */
const isMissingImage = ({ field, code }: Finding) => field === "imageId" && code === "required";

/** A replacement to be made: what was proposed, what a person changed, and what the rules and the cloud say of it. */
export function useReplace(start: ReplaceStart) {
  const form = useForm(start);
  const [asked, setAsked] = useState(false);
  const check = useCheck(form.draft);
  const { draft, password, size, problem } = form;

  const told = check.data;
  const found = told?.findings ?? [];
  const image = imageOf(start.images, draft.imageId);
  const windows = image?.row.osType === "windows";
  const fault = draft.signIn === "password" ? passwordFault(password, windows) : null;
  const sizeWrong = size.trim() !== "" && draft.systemSizeGib === null;
  const errors = found.filter((finding) => isError(finding) && (asked || !isMissingImage(finding)));
  const errorAt = useFieldErrors({ errors, problem });
  const shownFault = fault === "empty" && !asked ? null : fault;
  const known = new Map([...start.instances, ...(told?.instances ?? [])].map((instance) => [instance.row.key.id, instance]));
  return {
    ...form,
    start,
    check,
    image,
    windows,
    asked,
    setAsked,
    sizeWrong,
    fault: shownFault,
    /** The instances of the draft, as far as the cloud lists them. */
    instances: draft.instanceIds.map((id) => known.get(id)).filter((instance): instance is ReplaceInstance => instance !== undefined),
    request: told?.request ?? [],
    notes: found.filter((finding) => !isError(finding)),
    /** What is against an instance of the draft. */
    obstaclesOf: (id: string): Finding[] => {
      const place = told?.of.instanceIds.indexOf(id) ?? -1;
      if (place < 0) return known.get(id)?.obstacles ?? [];
      return errors.filter(({ field }) => field === `instanceIds.${place}`);
    },
    /** What the rules have found about the image that is picked now. */
    ofImage: told?.of.imageId === draft.imageId ? found.filter(({ field, code }) => field === "imageId" && code !== "sameImage" && code !== "required") : [],
    /** How much has to be corrected, as far as it is shown. */
    errors: errors.length + (shownFault ? 1 : 0) + (sizeWrong ? 1 : 0),
    /** Nothing is in the way. */
    isReady: told !== undefined && !check.checking && check.problem === null && !found.some(isError) && fault === null && !sizeWrong,
    sentPassword: draft.signIn === "password" ? password : null,
    errorAt,
  };
}

export type Replacement = ReturnType<typeof useReplace>;
