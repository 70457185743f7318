import type { InstanceRow } from "../backend/bindings/types";
import type { FilterDef } from "../grid/filterDef";
import { useCommonFilters } from "../grid/useCommonFilters";
import type { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";

const STATUSES = ["Running", "Stopped", "Starting", "Stopping", "Pending"] as const;

/** Every filter of the instances; the first ones are those most used. */
export function useInstanceFilters(view: ViewHandle<InstanceRow>): { all: readonly FilterDef[]; region: FilterDef } {
  const { t } = useTranslation("instances");
  const filters = useCommonFilters(view);
  const all = [
    filters.flag("newerImage", t("newerImage"), "newerImage"),
    filters.words("status", t("columns.status"), "status", STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))),
    filters.typed("image", t("filters.imageId"), "image", (row) => row.imageId),
    filters.typed("instanceType", t("columns.instanceType"), "instanceType", (row) => row.instanceType),
    filters.typed("zone", t("columns.zone"), "zone", (row) => row.zoneId),
    filters.words("chargeType", t("columns.chargeType"), "chargeType", [
      { value: "PostPaid", label: t("charge.PostPaid") },
      { value: "PrePaid", label: t("charge.PrePaid") },
    ]),
    filters.next("expiresAt", t("columns.expiresAt"), "expiresAt"),
    filters.typed("os", t("filters.os"), "os", (row) => row.os),
    filters.created,
    filters.createdBetween,
    filters.tag,
    filters.resourceGroup,
    filters.region,
  ];
  return { all, region: filters.region };
}
