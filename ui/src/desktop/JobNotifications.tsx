import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { notificationShow } from "../backend/bindings/commands";
import type { JobSummary, NotificationChoice } from "../backend/bindings/types";
import { onJobOpened } from "../backend/events";
import { visibleText } from "../components/CloudText";
import { useProblemWords, type Words } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useEndWords } from "../jobs/useEndWords";
import { useEndedJobs } from "../jobs/useEndedJobs";
import { go } from "../route";
import { preferencesQuery } from "../settings/queries";
import { useNeedyJobs } from "./useNeedyJobs";

/** Tells on the desktop of jobs that are done, have failed or need the person, and opens the job of a notification that is clicked. */
export default function JobNotifications() {
  const { data: choice } = useQuery({ ...preferencesQuery, select: ({ notifications }) => notifications });
  useEffect(() => onJobOpened((id) => go({ page: "job", id })), []);
  return choice ? <Notifying choice={choice} /> : null;
}

function Notifying({ choice }: { choice: NotificationChoice }) {
  const { t } = useTranslation("desktop");
  const { t: jobs } = useTranslation("jobs");
  const endWords = useEndWords();
  const problemWords = useProblemWords();
  const show = (job: JobSummary, { title, text }: Words) => {
    // A desktop obeys what is hidden in a name. And who gets no notification reads the same in the window.
    notificationShow(job.id, title, visibleText(text), jobs("toast.show"), choice.inFront).catch(() => undefined);
  };
  useEndedJobs((job) => {
    if (job.state === "done" ? choice.done : job.state === "failed" && choice.failed) show(job, endWords(job));
  });
  useNeedyJobs((job, { problem }) => {
    const reason = problemWords(problem).title;
    if (choice.needsYou) show(job, { title: t("needsYou"), text: t("needsYouText", { name: job.name, region: job.regionId, reason }) });
  });
  return null;
}
