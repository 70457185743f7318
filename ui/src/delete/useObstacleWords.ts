import type { DeletionObstacle } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { useTranslation } from "../i18n/useTranslation";

/** Gives the reason why something cannot be deleted. */
export function useObstacleWords(): (obstacle: DeletionObstacle) => string {
  const { t } = useTranslation("deletion");
  return ({ code, params }) =>
    code === "usedByImages"
      ? t("obstacle.usedByImages", { count: Number(params.count ?? 1), names: visibleText(params.names ?? "") })
      : code === "copying"
        ? t("obstacle.copying", { region: params.regionId ?? "" })
        : code === "sharedWithGroups"
          ? t("obstacle.sharedWithGroups", { groups: visibleText(params.groups ?? "") })
          : t(`obstacle.${code}`);
}
