import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { JobSummary } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { isUnfinished } from "../components/jobStatus";

/** Calls `onEnd` for each job that has come to its end since it was first seen here, once. */
export function useEndedJobs(onEnd: (job: JobSummary) => void): void {
  const { data: jobs } = useQuery(jobsQuery);
  const running = useRef(new Set<number>());
  useEffect(() => {
    for (const job of jobs ?? []) {
      if (isUnfinished(job)) running.current.add(job.id);
      else if (running.current.delete(job.id)) onEnd(job);
    }
  }, [jobs, onEnd]);
}
