import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { launchOpen } from "../backend/bindings/commands";
import type { Finding, LaunchDraft, LaunchStart, Problem, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { newRequestId } from "../backend/requestId";
import { useCommand } from "../useCommand";
import { useSettled } from "../useSettled";
import { stepOf, valueOf, type LaunchStep } from "./fields";
import { keptForms, type KeptForm } from "./keptForms";
import { checkQuery, choicesQuery, priceQuery, reviewQuery } from "./launchQueries";
import { passwordFault } from "./password";

/** What a person has before them. The password is here and nowhere else: it goes when the page is left. */
interface Form {
  start: LaunchStart;
  draft: LaunchDraft;
  password: string;
  /** How often the password was changed. */
  turn: number;
  /** Another form is another request. */
  requestId: string;
  /** What stood here before all was filled in again. */
  before: Pick<Form, "start" | "draft"> | null;
}

/** Only what belongs to the kind of sign-in is sent along. */
const passwordOf = ({ draft, password }: Form): string | null => (draft.signIn === "password" ? password : null);

function useForm(imageKey: ResourceKey, first: LaunchStart, kept: KeptForm | null) {
  const [form, setForm] = useState<Form>(() => ({ start: first, draft: kept?.draft ?? first.draft, password: "", turn: 0, requestId: newRequestId(), before: null }));
  const [problem, setProblem] = useState<Problem | null>(null);
  const set = (more: Partial<Form>) => setForm((now) => ({ ...now, ...more, requestId: newRequestId() }));
  const refill = useCommand((like: string | null) => launchOpen(imageKey, like), {
    failureIn: "here",
    onDone: (start) => {
      setProblem(null);
      // How many there are to be is not a matter of what they are to be like.
      setForm((now) => ({
        ...now,
        start,
        draft: { ...start.draft, count: now.draft.count, atLeast: now.draft.atLeast },
        requestId: newRequestId(),
        before: { start: now.start, draft: now.draft },
      }));
    },
  });
  return {
    form,
    problem,
    refill,
    setProblem,
    change: (more: Partial<LaunchDraft>) => {
      const changed = Object.keys(more);
      if (problem?.field != null && changed.includes(valueOf(problem.field))) setProblem(null);
      set({ draft: { ...form.draft, ...more } });
    },
    setPassword: (password: string) => {
      if (problem?.field === "password") setProblem(null);
      set({ password, turn: form.turn + 1 });
    },
    bringBack: () => form.before && set({ ...form.before, before: null }),
    startOver: () => {
      setProblem(null);
      set({ start: first, draft: first.draft, password: "", turn: form.turn + 1, before: null });
    },
  };
}

/** Keeps what was changed of a form, for when the page is left. */
function useKept(imageKey: ResourceKey, like: string | null, first: LaunchDraft, { draft, step, begunAt }: KeptForm) {
  useEffect(() => {
    if (draft !== first) keptForms.keep(imageKey, like, { draft, step, begunAt });
  }, [imageKey, like, first, draft, step, begunAt]);
}

/** What the rules and the cloud say of the form at a step. The cloud is not asked with a password that it would refuse. */
function useAnswers(form: Form, step: LaunchStep, fault: string | null) {
  const { draft } = form;
  const settled = useSettled(draft);
  return {
    check: useQuery(checkQuery(draft)),
    choices: useQuery(choicesQuery(draft)),
    price: useQuery(priceQuery(settled)),
    review: useQuery({ ...reviewQuery(draft, passwordOf(form), form.turn), enabled: step === "review" && fault === null }),
  };
}

/** The form of a launch: what was filled in, what a person changed, and what the rules and the cloud say of it. */
export function useLaunch(imageKey: ResourceKey, like: string | null, first: LaunchStart) {
  const [left, setLeft] = useState(() => keptForms.of(imageKey, like));
  const [begunAt] = useState(() => left?.begunAt ?? Date.now());
  const [step, setStep] = useState<LaunchStep>(left?.step ?? "machine");
  const state = useForm(imageKey, first, left);
  const { form } = state;
  useKept(imageKey, like, first.draft, { draft: form.draft, step, begunAt });
  const fault = form.draft.signIn === "password" ? passwordFault(form.password, form.start.windows) : null;
  const { check, choices, price, review } = useAnswers(form, step, fault);
  const findings: Finding[] = check.data?.findings ?? [];
  const errors = findings.filter((finding) => finding.severity === "error");
  return {
    ...form,
    problem: state.problem,
    setProblem: state.setProblem,
    change: state.change,
    setPassword: state.setPassword,
    /** Fills all in again, from an instance or from nothing. */
    refill: state.refill,
    bringBack: state.bringBack,
    /** When a form that was left and is open again was begun, milliseconds since the epoch. */
    resumedFrom: left?.begunAt ?? null,
    startOver: () => {
      keptForms.forget(imageKey, like);
      setLeft(null);
      state.startOver();
      setStep("machine");
    },
    sentPassword: passwordOf(form),
    fault,
    step,
    goTo: setStep,
    check: check.data,
    /** Why the rules could not be asked; nothing is sent then. */
    checkProblem: check.isError ? problemOf(check.error) : null,
    checkedNow: check.data !== undefined && !check.isPlaceholderData,
    findings,
    errors,
    choices: { data: choices.data, asking: choices.isFetching, problem: choices.isError ? problemOf(choices.error) : null, ask: () => void choices.refetch() },
    price: { data: price.isError ? undefined : price.data, asking: price.isFetching, problem: price.isError ? problemOf(price.error) : null, at: price.dataUpdatedAt },
    review: { data: review.data, asking: review.isFetching, problem: review.isError ? problemOf(review.error) : null },
    askAgain: () => {
      void check.refetch();
      if (step === "review" && fault === null) void review.refetch();
    },
    /** How much has to be corrected on a step; on the last, everywhere. */
    errorsOf: (which: LaunchStep): number => {
      const onIt = which === "review" ? errors : errors.filter((finding) => stepOf(finding.field) === which);
      return onIt.length + (fault !== null && (which === "disks" || which === "review") ? 1 : 0);
    },
  };
}

export type Launch = ReturnType<typeof useLaunch>;
