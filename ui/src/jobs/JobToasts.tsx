import { jobTone } from "../components/jobStatus";
import { ToastHost } from "../components/ToastHost";
import { showToast } from "../components/toasts";
import { useTranslation } from "../i18n/useTranslation";
import { currentRoute, go } from "../route";
import { useEndWords } from "./useEndWords";
import { useEndedJobs } from "./useEndedJobs";

/** Tells of jobs that came to their end while another page is shown. */
export default function JobToasts() {
  const { t } = useTranslation("jobs");
  const endWords = useEndWords();
  useEndedJobs((job) => {
    const page = currentRoute();
    if (page.page === "job" && page.id === job.id) return;
    const { title, text } = endWords(job);
    showToast(title, text, {
      tone: jobTone(job.state),
      action: { label: t("toast.show"), run: () => go({ page: "job", id: job.id }) },
    });
  });

  return <ToastHost />;
}
