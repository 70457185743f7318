import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { JobSummary } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { isUnfinished, jobTone } from "../components/jobStatus";
import { ToastHost } from "../components/ToastHost";
import { showToast } from "../components/toasts";
import { useFormat } from "../format/useFormat";
import { currentRoute, go } from "../route";

/** Tells of jobs that came to their end while another page is shown. */
export default function JobToasts() {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const { data: jobs } = useQuery(jobsQuery);
  const running = useRef(new Set<number>());

  useEffect(() => {
    const announce = (job: JobSummary) => {
      const page = currentRoute();
      if (page.page === "job" && page.id === job.id) return;
      const duration = format.took((job.finishedAt ?? job.createdAt) - job.createdAt);
      const end = job.state === "done" ? "done" : job.state === "stopped" ? "stopped" : "failed";
      showToast(t(`toast.${end}`), t(`toast.${end}Text`, { name: job.name, region: job.regionId, duration }), {
        tone: jobTone(job.state),
        action: { label: t("toast.show"), run: () => go({ page: "job", id: job.id }) },
      });
    };
    for (const job of jobs ?? []) {
      if (isUnfinished(job)) running.current.add(job.id);
      else if (running.current.delete(job.id)) announce(job);
    }
  }, [jobs, t, format]);

  return <ToastHost />;
}
