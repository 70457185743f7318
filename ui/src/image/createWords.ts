import type { TFunction } from "i18next";
import type { ImageDraft } from "../backend/bindings/types";

/** What the last button does, in one sentence: create, copy to so many regions, share with so many accounts. */
export function createWords({ copyTo, shareWith, testLaunch }: Pick<ImageDraft, "copyTo" | "shareWith" | "testLaunch">, t: TFunction<"image">): string {
  const copies = copyTo.length;
  const accounts = shareWith.length;
  if (testLaunch) return t(copies + accounts === 0 ? "foot.createTest" : "foot.createAllTest");
  if (copies === 0) return accounts === 0 ? t("foot.create") : t("foot.createShare", { count: accounts });
  if (accounts === 0) return t("foot.createCopy", { count: copies });
  return accounts === 1 ? t("foot.createCopyShareOne", { count: copies }) : t("foot.createCopyShare", { count: copies, accounts });
}
