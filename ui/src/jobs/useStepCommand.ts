import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { stepCancel, stepRetry, stepSkip, stepStop } from "../backend/bindings/commands";
import type { JobDetail, Problem, StepChange } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { jobQuery, jobsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";

/** What a person does with a step. */
export interface StepRequest {
  act: "retry" | "skip" | "cancel" | "stop";
  position: number;
  change?: StepChange;
}

const send = (requestId: string, jobId: number, { act, position, change }: StepRequest): Promise<JobDetail> => {
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
 * The one way from the job page to a step. A request keeps its request id until it is done, so that a second click and a second delivery are
 * the same request; what went wrong is kept for the place that shows it.
 */
export function useStepCommand(jobId: number) {
  const client = useQueryClient();
  const [ids] = useState(() => new Map<string, string>());
  const [failed, setFailed] = useState<{ request: StepRequest; problem: Problem } | null>(null);
  const idOf = (request: StepRequest) => {
    const name = JSON.stringify(request);
    const id = ids.get(name) ?? newRequestId();
    ids.set(name, id);
    return id;
  };
  const mutation = useMutation({
    mutationFn: (request: StepRequest) => send(idOf(request), jobId, request),
    onSuccess: (job, request) => {
      ids.delete(JSON.stringify(request));
      setFailed(null);
      client.setQueryData(jobQuery(jobId).queryKey, job);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
    },
    onError: (thrown, request) => {
      const problem = problemOf(thrown);
      setFailed({ request, problem });
      // What is shown is old: the step is asked for again.
      if (problem.code === "stepMovedOn") void client.invalidateQueries({ queryKey: jobQuery(jobId).queryKey });
    },
  });
  return {
    busy: mutation.isPending,
    /** What went wrong with the last request for this step. */
    problemOf: (position: number, act?: StepRequest["act"]): Problem | null =>
      failed?.request.position === position && (act === undefined || failed.request.act === act) ? failed.problem : null,
    forget: () => setFailed(null),
    run: (request: StepRequest, done?: () => void) => {
      if (!mutation.isPending) mutation.mutate(request, { onSuccess: () => done?.() });
    },
  };
}

export type StepCommand = ReturnType<typeof useStepCommand>;
