import { copyText } from "../backend/clipboard";
import { useTranslation } from "../i18n/useTranslation";

/** Copies text, and says whether it was copied. */
export function useCopy(say: (words: string) => void): (text: string | Promise<string>) => void {
  const { t } = useTranslation("common");
  return (text) => {
    // What is known is copied at once: a copy that comes later may be refused.
    const copied = typeof text === "string" ? copyText(text) : text.then(copyText);
    copied.then(
      () => say(t("actions.copied")),
      () => say(t("actions.copyFailed")),
    );
  };
}
