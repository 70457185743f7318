import type { TFunction } from "i18next";

/** What the button does, in one sentence: share with so many accounts, end it with so many. */
export function shareWords(added: number, removed: number, t: TFunction<"spread">): string {
  if (removed === 0) return t("share.button", { count: added });
  if (added === 0) return t("share.buttonEnd", { count: removed });
  return t("share.buttonBoth", { count: added, removed });
}
