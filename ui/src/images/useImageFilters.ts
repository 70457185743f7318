import type { ImageRow } from "../backend/bindings/types";
import { imageWord } from "../components/imageStatus";
import type { FilterDef } from "../grid/filterDef";
import { useCommonFilters } from "../grid/useCommonFilters";
import type { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";

const STATUSES = ["Available", "Creating", "Waiting", "UnAvailable", "CreateFailed", "Deprecated"] as const;
const CHECKS = ["noRisk", "medium", "high", "checking", "none", "encrypted"] as const;

/** Every filter of the images; the first ones are those most used. */
export function useImageFilters(view: ViewHandle<ImageRow>): { all: readonly FilterDef[]; region: FilterDef } {
  const { t } = useTranslation("images");
  const { t: common } = useTranslation("common");
  const filters = useCommonFilters(view);
  const all = [
    filters.words("status", t("columns.status"), "status", STATUSES.map((value) => ({ value, label: imageWord(value, common) }))),
    filters.flag("newestOfFamily", t("filters.newestOfFamily"), "newestOfFamily"),
    filters.flag("newerInFamily", t("filters.newerInFamily"), "newerInFamily"),
    filters.typed("family", t("columns.family"), "family", (row) => row.family),
    filters.typed("os", t("columns.os"), "os", (row) => row.os),
    filters.words("architecture", t("filters.architecture"), "architecture", [
      { value: "x86_64", label: "x86_64" },
      { value: "arm64", label: "arm64" },
      { value: "i386", label: "i386" },
    ]),
    filters.words("bootMode", t("filters.bootMode"), "bootMode", [
      { value: "UEFI", label: "UEFI" },
      { value: "BIOS", label: "BIOS" },
      { value: "UEFI-Preferred", label: "UEFI-Preferred" },
    ]),
    filters.words("check", t("columns.check"), "imageCheck", CHECKS.map((value) => ({ value, label: t(`checkWords.${value}`) }))),
    filters.flag("sharedWithMe", t("filters.sharedWithMe"), "sharedWithMe"),
    filters.flag("copied", t("filters.copied"), "copied"),
    filters.flag("deprecated", t("filters.deprecated"), "deprecated"),
    filters.flag("encrypted", t("filters.encrypted"), "encrypted"),
    filters.created,
    filters.createdBetween,
    filters.size,
    filters.tag,
    filters.resourceGroup,
    filters.region,
  ];
  return { all, region: filters.region };
}
