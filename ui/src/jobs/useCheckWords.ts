import type { ImageCheck } from "../backend/bindings/types";
import { imageWord } from "../components/imageStatus";
import { useTranslation } from "../i18n/useTranslation";
import { checkCounts } from "./checkCounts";

/** Gives one line for what an image check found: “2 of 16 to improve”. */
export function useCheckWords(): (check: ImageCheck) => string {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  return (check) => {
    const { high, medium, all } = checkCounts(check);
    if (all === 0) return check.status ? t("check.noItems", { status: imageWord(check.status, common) }) : t("check.unknown");
    if (high > 0 && medium > 0) return t("check.both", { high, medium, all });
    if (high > 0) return t("check.high", { high, all });
    return medium > 0 ? t("check.medium", { medium, all }) : t("check.none", { count: all });
  };
}
