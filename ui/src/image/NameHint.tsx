import { useTranslation } from "react-i18next";
import { StatusShape } from "../components/Status";
import { useProblemWords } from "../i18n/problemWords";
import type { DraftState } from "./useImageDraft";
import own from "./ImageStep.module.css";

/** Whether the name is free, as far as the cloud has said. */
export function NameHint({ state: { draft, nameState, nameAsking } }: { state: DraftState }) {
  const { t } = useTranslation("image");
  const problemWords = useProblemWords();
  const region = draft.regionId;
  if (nameAsking) return <span role="status">{t("image.nameChecking", { region })}</span>;
  if (nameState?.state === "free") {
    return (
      <span role="status" className={own.free}>
        <StatusShape tone="good" />
        {t("image.nameFree", { region })}
      </span>
    );
  }
  if (nameState?.state === "unknown") {
    return (
      <span role="status" className={own.free}>
        <StatusShape tone="warning" />
        <span>
          {t("image.nameUnknown")} {problemWords(nameState.problem).text}
        </span>
      </span>
    );
  }
  return null;
}
