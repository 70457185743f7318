import type { ReportedItem } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";

/** What is known of an item. */
export interface ItemWords {
  name: string;
  means: string;
  breaks: string;
  mend: string;
}

/** Gives the words for an item; for one that is not documented its own name, and that nothing more is known. */
export function useItemWords(): (item: ReportedItem) => ItemWords {
  const { t } = useTranslation("imageCheck");
  return ({ item, told }) =>
    item === null
      ? { name: told.name || t("unknown.name"), means: t("unknown.means"), breaks: t("unknown.breaks"), mend: t("unknown.mend") }
      : { name: t(`items.${item}.name`), means: t(`items.${item}.means`), breaks: t(`items.${item}.breaks`), mend: t(`items.${item}.mend`) };
}
