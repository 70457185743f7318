import { useTranslation } from "../i18n/useTranslation";

/** Gives the words for the system event that an instance was lost with; an event that is not known keeps the cloud's own name. */
export function useEventWord(): (event: string) => string {
  const { t } = useTranslation("proof");
  return (event) => {
    if (event === "") return t("missing.eventNone");
    return event.startsWith("SystemFailure.Delete") ? t("missing.eventDelete") : event;
  };
}
