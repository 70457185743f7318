import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { JobSummary, NeedsYou } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { isUnfinished } from "../components/jobStatus";
import { keepToldNeeds, readToldNeeds } from "./toldNeeds";

/** A step that is tried again needs nothing for a moment: the same need of the same step is told once. */
const nameOf = ({ position, problem }: NeedsYou) => `${position} ${problem.code}`;

/** Calls `onNeed` for each job that needs the person, once for each need, also over restarts. */
export function useNeedyJobs(onNeed: (job: JobSummary, need: NeedsYou) => void): void {
  const { data: jobs } = useQuery(jobsQuery);
  const told = useRef(readToldNeeds());
  useEffect(() => {
    if (!jobs) return;
    const open = jobs.filter(isUnfinished);
    const before = told.current;
    const now = Object.fromEntries(open.flatMap((job) => {
      const name = job.needsYou ? nameOf(job.needsYou) : before[job.id];
      return name === undefined ? [] : [[job.id, name]];
    }));
    const news = open.filter((job) => now[job.id] !== before[job.id]);
    if (news.length === 0 && Object.keys(now).length === Object.keys(before).length) return;
    told.current = now;
    keepToldNeeds(now);
    for (const job of news) if (job.needsYou) onNeed(job, job.needsYou);
  }, [jobs, onNeed]);
}
