import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { stepCancel, stepRetry, stepSkip, stepStop } from "../backend/bindings/commands";
import type { JobDetail, Problem, StepChange } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { jobQuery, jobsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";

/** What a person does with a step. */
export interface StepWish {
  act: "retry" | "skip" | "cancel" | "stop";
  position: number;
  change?: StepChange;
}

const send = (requestId: string, jobId: number, { act, position, change }: StepWish): Promise<JobDetail> => {
  switch (act) {
    case "retry":
      return stepRetry(requestId, jobId, position, change ?? null);
    case "skip":
      return stepSkip(requestId, jobId, position);
    case "cancel":
      return stepCancel(requestId, jobId, position);
    case "stop":
      return stepStop(requestId, jobId, position);
  }
};

/**
 * The one way from the job page to a step. A wish keeps its request id until it is done, so that a second click and a second delivery are
 * the same wish; what went wrong is kept for the place that shows it.
 */
export function useStepCommand(jobId: number) {
  const client = useQueryClient();
  const [ids] = useState(() => new Map<string, string>());
  const [failed, setFailed] = useState<{ wish: StepWish; problem: Problem } | null>(null);
  const idOf = (wish: StepWish) => {
    const name = JSON.stringify(wish);
    const id = ids.get(name) ?? newRequestId();
    ids.set(name, id);
    return id;
  };
  const mutation = useMutation({
    mutationFn: (wish: StepWish) => send(idOf(wish), jobId, wish),
    onSuccess: (job, wish) => {
      ids.delete(JSON.stringify(wish));
      setFailed(null);
      client.setQueryData(jobQuery(jobId).queryKey, job);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
    },
    onError: (thrown, wish) => {
      const problem = problemOf(thrown);
      setFailed({ wish, problem });
      // What is shown is old: the step is asked for again.
      if (problem.code === "stepMovedOn") void client.invalidateQueries({ queryKey: jobQuery(jobId).queryKey });
    },
  });
  return {
    busy: mutation.isPending,
    /** What went wrong with the last wish for this step. */
    problemOf: (position: number, act?: StepWish["act"]): Problem | null =>
      failed?.wish.position === position && (act === undefined || failed.wish.act === act) ? failed.problem : null,
    forget: () => setFailed(null),
    run: (wish: StepWish, done?: () => void) => {
      if (!mutation.isPending) mutation.mutate(wish, { onSuccess: () => done?.() });
    },
  };
}

export type StepCommand = ReturnType<typeof useStepCommand>;
