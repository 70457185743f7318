import { StatusShape } from "../components/Status";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import type { NameState } from "./useNameChecks";
import own from "./ImageStep.module.css";

/** Whether the name is free, as far as the cloud has said. */
export function NameHint({ check: { answer, asking }, region }: { check: NameState; region: string }) {
  const { t } = useTranslation("image");
  const problemWords = useProblemWords();
  if (asking) return <span role="status">{t("image.nameChecking", { region })}</span>;
  if (answer?.state === "free") {
    return (
      <span role="status" className={own.free}>
        <StatusShape tone="good" />
        {t("image.nameFree", { region })}
      </span>
    );
  }
  if (answer?.state === "unknown") {
    return (
      <span role="status" className={own.free}>
        <StatusShape tone="warning" />
        <span>
          {t("image.nameUnknown")} {problemWords(answer.problem).text}
        </span>
      </span>
    );
  }
  return null;
}
