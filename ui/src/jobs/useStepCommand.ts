import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { stepCancel, stepConfirm, stepRetry, stepSkip, stepStop } from "../backend/bindings/commands";
import type { JobDetail, Problem, StepChange } from "../backend/bindings/types";
import { jobQuery, jobsQuery } from "../backend/queries";
import { useRequest } from "../useCommand";

/** What a person does with a step. */
export interface StepRequest {
  act: "retry" | "skip" | "cancel" | "stop" | "confirm";
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
    case "confirm":
      return stepConfirm(requestId, jobId, position);
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
  const [failed, setFailed] = useState<{ request: StepRequest; problem: Problem } | null>(null);
  const after = useRef<(() => void) | undefined>(undefined);
  const { run, busy } = useRequest((requestId, request: StepRequest) => send(requestId, jobId, request), {
    failureIn: "here",
    onDone: (job) => {
      setFailed(null);
      client.setQueryData(jobQuery(jobId).queryKey, job);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      after.current?.();
    },
    onFailed: (problem, request) => {
      setFailed({ request, problem });
      // What is shown is old: the step is asked for again.
      if (problem.code === "stepMovedOn") void client.invalidateQueries({ queryKey: jobQuery(jobId).queryKey });
    },
  });
  return {
    busy,
    /** What went wrong with the last request for this step. */
    problemOf: (position: number, act?: StepRequest["act"]): Problem | null =>
      failed?.request.position === position && (act === undefined || failed.request.act === act) ? failed.problem : null,
    forget: () => setFailed(null),
    run: (request: StepRequest, done?: () => void) => {
      if (busy) return;
      after.current = done;
      run(request);
    },
  };
}

export type StepCommand = ReturnType<typeof useStepCommand>;
