import { useTranslation } from "./useTranslation";

/** Gives the words for what an action of the API does, with its name; an action that is not known keeps its name alone. */
export function useActionWord(): (action: string | undefined) => string {
  const { t, i18n } = useTranslation("problems", { useSuspense: false });
  const say = t as (key: string) => string;
  return (action) => {
    if (!action) return t("unknown.action");
    return i18n.exists(`problems:action.${action}`) ? t("actionNamed", { words: say(`action.${action}`), action }) : action;
  };
}
