import { useTranslation } from "../i18n/useTranslation";

/** An action of the API in words, and as the API calls it. An action that is not known has no words. */
export interface ActionWords {
  words: string | null;
  api: string;
}

/** Gives the words of an action such as `ecs:CreateImage`. */
export function useActionWords(): (action: string) => ActionWords {
  const { t, i18n } = useTranslation("journal");
  const say = t as (key: string) => string;
  return (action) => {
    const api = action.replace(/^ecs:/, "");
    return { words: i18n.exists(`journal:action.${api}`) ? say(`action.${api}`) : null, api };
  };
}
