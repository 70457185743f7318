import type { AccountRegion } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";

/** Gives the local name of a region in the language of the window. */
export function useRegionName(): (region: AccountRegion) => string {
  const { i18n } = useTranslation();
  return (region) => (i18n.language.startsWith("zh") ? region.localNameZh : region.localName);
}
