import type { JobSummary } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import type { Words } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";

/** Says how a job has ended, for a toast and a notification. */
export function useEndWords(): (job: JobSummary) => Words {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  return ({ state, name, regionId: region, createdAt, finishedAt }) => {
    const end = state === "done" || state === "stopped" || state === "undone" ? state : "failed";
    const duration = format.took((finishedAt ?? createdAt) - createdAt);
    return { title: t(`toast.${end}`), text: t(`toast.${end}Text`, { name, region, duration }) };
  };
}
