import type { LaunchDraft, ResourceKey } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import type { LaunchStep } from "./fields";

/** What was filled in when the page was left. It has no password. */
export interface KeptForm {
  draft: LaunchDraft;
  step: LaunchStep;
  /** When the page was opened first, milliseconds since the epoch. */
  begunAt: number;
}

/** Until the instances are created, the account is removed or the window is closed. */
const forms = new Map<string, KeptForm>();

const textOf = (image: ResourceKey, like: string | null) => `${keyText(image)} ${like ?? ""}`;

/** Forms that were left, by image and by the instance that the new ones were to be identical to when the page was opened. */
export const keptForms = {
  of: (image: ResourceKey, like: string | null): KeptForm | null => forms.get(textOf(image, like)) ?? null,
  keep: (image: ResourceKey, like: string | null, form: KeptForm) => void forms.set(textOf(image, like), form),
  forget: (image: ResourceKey, like: string | null) => void forms.delete(textOf(image, like)),
  forgetAccount: (accountId: string) => {
    for (const text of forms.keys()) if (text.startsWith(`${accountId}/`)) forms.delete(text);
  },
  clear: () => forms.clear(),
};
