import { useQueryClient } from "@tanstack/react-query";
import { launchRest } from "../backend/bindings/commands";
import type { JobDetail, LaunchTarget, Problem } from "../backend/bindings/types";
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
  const { run, busy, problem, reset } = useRequest<[LaunchTarget, () => void], JobDetail>((requestId, target) => launchRest(requestId, jobId, position, target), {
    failureIn: "here",
    onDone: (job, _, done) => {
      client.setQueryData(jobQuery(jobId).queryKey, job);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      done();
    },
  });
  return { run, busy, problem, reset };
}
