import type { SnapshotRow } from "../backend/bindings/types";
import { snapshotWord } from "../components/snapshotStatus";
import type { FilterDef } from "../grid/filterDef";
import { useCommonFilters } from "../grid/useCommonFilters";
import type { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";

const STATUSES = ["accomplished", "progressing", "failed"] as const;

/** Every filter of the snapshots; the first ones are those most used. */
export function useSnapshotFilters(view: ViewHandle<SnapshotRow>): { all: readonly FilterDef[]; region: FilterDef } {
  const { t } = useTranslation("snapshots");
  const { t: common } = useTranslation("common");
  const filters = useCommonFilters(view);
  const all = [
    filters.created,
    filters.words("status", t("filters.status"), "status", STATUSES.map((value) => ({ value, label: snapshotWord(value, common) }))),
    filters.words("diskType", t("columns.diskType"), "diskType", [
      { value: "system", label: t("diskType.system") },
      { value: "data", label: t("diskType.data") },
    ]),
    filters.flag("canBecomeImage", t("filters.canBecomeImage"), "canBecomeImage"),
    filters.flag("automatic", t("filters.origin"), "automatic", t("filters.automatic"), t("filters.manual")),
    filters.words("usage", t("columns.usage"), "usage", [
      { value: "image", label: t("usage.image") },
      { value: "disk", label: t("usage.disk") },
      { value: "none", label: t("usage.none") },
    ]),
    filters.flag("encrypted", t("filters.encrypted"), "encrypted"),
    filters.flag("sourceListed", t("filters.source"), "sourceListed", t("filters.sourceListed"), t("filters.sourceReleased")),
    filters.next("releasedAt", t("filters.released"), "releasedAt"),
    filters.createdBetween,
    filters.size,
    filters.tag,
    filters.resourceGroup,
    filters.flag("agentless", t("filters.agentlessName"), "agentless", t("filters.agentlessOnly"), t("filters.agentlessHidden")),
    filters.region,
  ];
  return { all, region: filters.region };
}
