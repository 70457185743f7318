import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { JobState } from "../backend/bindings/types";
import { jobsQuery, syncQuery } from "../backend/queries";
import { useTranslation } from "../i18n/useTranslation";

/** Speaks at most so often. */
const PAUSE = 10_000;

/** Tells screen readers what has come to an end, one sentence at a time. */
export function LiveRegion() {
  const { t } = useTranslation("shell");
  const { data: jobs } = useQuery(jobsQuery);
  const { data: failed = 0 } = useQuery({ ...syncQuery, select: (sync) => sync.failed });
  const { data: accountsFailed = 0 } = useQuery({ ...syncQuery, select: (sync) => sync.accounts.length });
  const before = useRef<ReadonlyMap<number, JobState> | null>(null);
  const failedBefore = useRef(0);
  const accountsFailedBefore = useRef(0);
  const spokenAt = useRef(0);
  const waiting = useRef<string[]>([]);
  const [said, say] = useState({ text: "", count: 0 });

  useEffect(() => {
    if (!jobs) return;
    for (const job of jobs) {
      const was = before.current?.get(job.id);
      if (was === undefined || was === job.state) continue;
      if (job.state === "done") waiting.current.push(t("live.jobDone", { name: job.name }));
      if (job.state === "failed") waiting.current.push(t("live.jobFailed", { name: job.name }));
    }
    before.current = new Map(jobs.map((job) => [job.id, job.state]));
  }, [jobs, t]);

  useEffect(() => {
    if (failed > failedBefore.current) waiting.current.push(t("live.regionsFailed", { count: failed }));
    failedBefore.current = failed;
  }, [failed, t]);

  useEffect(() => {
    if (accountsFailed > accountsFailedBefore.current) waiting.current.push(t("live.accountsFailed", { count: accountsFailed }));
    accountsFailedBefore.current = accountsFailed;
  }, [accountsFailed, t]);

  useEffect(() => {
    const timer = setInterval(() => {
      if (Date.now() - spokenAt.current < PAUSE) return;
      const text = waiting.current.shift();
      if (text !== undefined) spokenAt.current = Date.now();
      // Without another sentence the last one goes: what it tells may no longer be so.
      say((now) => (text === undefined && now.text === "" ? now : { text: text ?? "", count: now.count + 1 }));
    }, 1000);
    return () => clearInterval(timer);
  }, []);

  return (
    <div className="sr-only" role="status" aria-live="polite">
      {/* A sentence that is said again is another element: only what is new in the page is read. */}
      <span key={said.count}>{said.text}</span>
    </div>
  );
}
