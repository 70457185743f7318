import type { TFunction } from "i18next";
import { canBeTyped } from "./canBeTyped";

/** What has to be typed before something is sent, letter by letter. */
export interface Typed {
  label: string;
  word: string;
  /** Takes the place of a name that cannot be typed. */
  id?: string;
}

export function confirmWord({ label, word, id }: Typed, t: TFunction): Omit<Typed, "id"> {
  return id === undefined || canBeTyped(word) ? { label, word } : { label: t("confirm.typedId", { id }), word: id };
}
