import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../backend/clipboard";

/** Copies text, and says for a moment whether it was copied. */
export function useCopy(): { said: string; copy: (text: string | Promise<string>) => void } {
  const { t } = useTranslation("common");
  const [outcome, setOutcome] = useState<{ words: "copied" | "copyFailed" } | null>(null);
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const done = (words: "copied" | "copyFailed") => setOutcome({ words });
  return {
    said: outcome ? t(`actions.${outcome.words}`) : "",
    copy: (text) => {
      // What is known is copied at once: a copy that comes later may be refused.
      const copied = typeof text === "string" ? copyText(text) : text.then(copyText);
      copied.then(
        () => done("copied"),
        () => done("copyFailed"),
      );
    },
  };
}
