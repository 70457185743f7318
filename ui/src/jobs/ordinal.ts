const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** `3rd`; in Chinese the figure alone, the sentence has the word before it. */
export function ordinal(place: number, language: string): string {
  if (language.startsWith("zh")) return String(place);
  return `${place}${ENDINGS[new Intl.PluralRules("en-US", { type: "ordinal" }).select(place)] ?? "th"}`;
}
