import type { Problem } from "../backend/bindings/types";
import { useActionWord } from "./actionWord";
import { useTranslation } from "./useTranslation";

/** The words for a problem: what happened, and what to do. */
export interface Words {
  title: string;
  text: string;
}

/** While the catalogue is on its way, right after the start. */
const NOT_YET: Words = { title: "", text: "" };

/** Gives the words for a problem in the language of the window: the closest there are for its reason and its field. */
export function useProblemWords(): (problem: Problem) => Words {
  const { t, i18n, loading } = useTranslation("problems", { useSuspense: false });
  const say = t as (key: string, values: object) => string;
  const actionWord = useActionWord();
  return ({ code, field, params }) => {
    if (loading) return NOT_YET;
    // RAM policies name actions as the API does; what the lock refuses is told in words.
    const action = code === "accountLocked" ? actionWord(params.action) : (params.action ?? t("unknown.action"));
    const values = { ...t("unknown", { returnObjects: true }), ...params, action };
    const known = i18n.exists(`problems:code.${code}.title`) ? code : "internal";
    const closest = [`reason.${code}.${params.reason ?? ""}`, `field.${field ?? ""}.${code}`, `operation.${code}.${params.operation ?? ""}`].find((key) => typeof i18n.getResource(i18n.language, "problems", key) === "string");
    return { title: say(`code.${known}.title`, values), text: say(closest ?? `code.${known}.text`, values) };
  };
}
