import type { Recipe } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";

/** Says in a line what a recipe does. */
export function useRecipeWords(): (recipe: Recipe) => string {
  const { t } = useTranslation("recipes");
  const format = useFormat();
  return ({ imageName, instanceName, instanceId, regionId, copyTo, shareWith }) => {
    const parts: string[] = [t("does.image", { image: imageName, instance: instanceName || instanceId, region: regionId })];
    if (copyTo.length > 0) parts.push(t("does.copies", { count: copyTo.length }));
    if (shareWith.length > 0) parts.push(t("does.shares", { count: shareWith.length }));
    return t("does.line", { list: format.list(parts) });
  };
}
