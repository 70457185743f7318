import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { launchRest } from "../backend/bindings/commands";
import type { LaunchTarget, Problem } from "../backend/bindings/types";
import { jobQuery, jobsQuery } from "../backend/queries";
import { useRequest } from "../useCommand";

export interface LaunchRest {
  run: (target: LaunchTarget, done: () => void) => void;
  busy: boolean;
  problem: Problem | null;
  reset: () => void;
}

/** Launches the instances that a step has not made, somewhere else. */
export function useLaunchRest(jobId: number, position: number): LaunchRest {
  const client = useQueryClient();
  const after = useRef<(() => void) | undefined>(undefined);
  const { run, busy, problem, reset } = useRequest((requestId: string, target: LaunchTarget) => launchRest(requestId, jobId, position, target), {
    failureIn: "here",
    onDone: (job) => {
      client.setQueryData(jobQuery(jobId).queryKey, job);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      after.current?.();
    },
  });
  return {
    run: (target, done) => {
      after.current = done;
      run(target);
    },
    busy,
    problem,
    reset,
  };
}
