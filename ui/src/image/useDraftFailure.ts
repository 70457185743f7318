import { problemOf } from "../backend/problem";
import { toastLater } from "../components/toastLater";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";

/** Tells that a draft could not be kept, on whatever page is open by then. */
export function useDraftFailure(): (thrown: unknown) => void {
  const { t } = useTranslation("image");
  const words = useProblemWords();
  return (thrown) => {
    const { text } = words(problemOf(thrown));
    const title = t("draft.notKept");
    void toastLater(title, text, { tone: "bad" });
  };
}
