import type { EditStart, ResourceKey } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";

/** What the family of an image means for launches that name it: whether they use this image, and which one if it leaves. */
export function useFamilyHint(start: EditStart | undefined, image: ResourceKey): (leaves: boolean) => string {
  const { t } = useTranslation("imageEdit");
  const own = start?.images[0]?.values.family;
  const known = start?.families.find((each) => each.family === own && each.regionId === image.regionId);
  return (leaves) => {
    if (known?.now?.key.id !== image.id) return t("edit.familyStays");
    const { family, whenDeprecated: next } = known;
    if (!leaves) return t("edit.newest", { family });
    return next ? t("edit.newestLeaves", { family, next: next.name || next.key.id }) : t("edit.newestLeavesNone", { family });
  };
}
