import type { Language } from "../i18n/language";
import { useTranslation } from "../i18n/useTranslation";
import { createFormat, type Format } from "./format";

const made = new Map<string, Format>();

/** Numbers, sizes and times in the language of the window. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation("common");
  const language: Language = i18n.language === "zh-CN" ? "zh-CN" : "en-US";
  const known = made.get(language);
  if (known) return known;
  const format = createFormat(language, t);
  made.set(language, format);
  return format;
}
