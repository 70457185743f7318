import type { ImageCheckReport } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { GROUPS } from "./groups";
import { useItemWords } from "./itemWords";

/** Gives the words that the file of a report is written with, in the language of the window. */
export function useFileWords(): (report: ImageCheckReport) => Record<string, string> {
  const { t } = useTranslation("imageCheck");
  const words = useItemWords();
  return ({ items }) => ({
    item: t("details.item"),
    name: t("export.name"),
    group: t("export.group"),
    value: t("details.result"),
    riskLevel: t("details.level"),
    riskCode: t("details.code"),
    ...Object.fromEntries(GROUPS.map((group) => [group, t(`groups.${group}`)])),
    ...Object.fromEntries(items.flatMap((item) => (item.item === null ? [] : [[item.item, words(item).name]]))),
  });
}
