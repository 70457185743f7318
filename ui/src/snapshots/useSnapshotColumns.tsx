import type { SnapshotRow } from "../backend/bindings/types";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { snapshotTone, snapshotWord } from "../components/snapshotStatus";
import { useFormat } from "../format/useFormat";
import type { ColumnDef } from "../grid/columnDef";
import { numberColumn, statusColumn, useAccountColumn, useAgeColumn, wordsColumn } from "../grid/commonColumns";
import { Mark, NamedMark } from "../grid/Marks";
import { useTranslation } from "../i18n/useTranslation";
import cells from "../grid/Cells.module.css";

/** Columns of the snapshots. Widths are those of the longest usual words in Inter. */
export function useSnapshotColumns(): readonly ColumnDef<SnapshotRow>[] {
  const { t, i18n } = useTranslation("snapshots");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const chinese = i18n.language === "zh-CN";
  const age = useAgeColumn<SnapshotRow>({ id: "createdAt", header: t("columns.createdAt"), min: chinese ? 60 : 54, ideal: chinese ? 66 : 58, sort: "createdAt", of: (row) => row.createdAt });
  const account = useAccountColumn<SnapshotRow>({ id: "account", header: t("columns.account"), min: 78, ideal: 92, dropRank: 1, sort: "account" });
  const typeWord = ({ diskType }: SnapshotRow) => (diskType === "system" || diskType === "data" ? t(`diskType.${diskType}`) : diskType);
  const usage = ({ usedByImage, usedByDisk }: SnapshotRow) =>
    usedByImage ? t(usedByDisk ? "usage.both" : "usage.image") : usedByDisk ? t("usage.disk") : "";

  return [
    statusColumn({
      id: "status",
      header: t("columns.status"),
      min: chinese ? 70 : 90,
      ideal: chinese ? 84 : 104,
      sort: "status",
      of: ({ status, progress }) => ({ tone: snapshotTone(status), word: snapshotWord(status, common), percent: progress }),
    }),
    wordsColumn({ id: "name", header: t("columns.name"), min: 132, ideal: 160, grow: 1.5, sort: "name", className: cells.name, of: (row) => row.name, none: t("unnamed") }),
    wordsColumn({ id: "id", header: t("columns.snapshotId"), min: 164, ideal: 168, dropRank: 4, sort: "id", className: cells.id, of: (row) => row.key.id }),
    {
      id: "diskType",
      header: t("columns.diskType"),
      min: 68,
      ideal: 76,
      grow: 0,
      dropRank: 0,
      sort: "diskType",
      className: cells.row,
      skeleton: 40,
      cell: (row) => (
        <>
          <DiskTypeIcon diskType={row.diskType} />
          {typeWord(row)}
        </>
      ),
      copy: typeWord,
    },
    wordsColumn({
      id: "instance",
      header: t("columns.instance"),
      min: 96,
      ideal: 104,
      grow: 0.7,
      sort: "instance",
      className: cells.quiet,
      of: (row) => row.instanceName ?? row.instanceId ?? "",
    }),
    numberColumn({ id: "size", header: t("columns.size"), min: chinese ? 67 : 63, ideal: chinese ? 76 : 70, sort: "size", of: (row) => row.sizeGib, write: format.number }),
    age,
    {
      id: "usage",
      header: t("columns.usage"),
      min: 44,
      ideal: 54,
      grow: 0,
      dropRank: 0,
      sort: "usage",
      cell: (row) => {
        const words = usage(row);
        if (words === "") return null;
        return (
          <span className={cells.use} role="img" aria-label={words}>
            <Mark name={row.usedByImage ? "image" : null} />
            <Mark name={row.usedByDisk ? "disk" : null} />
          </span>
        );
      },
      tip: (row) => usage(row) || undefined,
      tipAlways: true,
      copy: usage,
    },
    {
      id: "encrypted",
      header: t("columns.encrypted"),
      headerHidden: true,
      min: 24,
      ideal: 24,
      grow: 0,
      dropRank: 2,
      className: cells.quiet,
      cell: (row) => (row.encrypted ? <NamedMark name="lock" label={t("encrypted")} /> : null),
      copy: (row) => common(row.encrypted ? "yes" : "no"),
    },
    wordsColumn({ id: "region", header: t("columns.region"), min: 86, ideal: 112, dropRank: 3, sort: "region", className: cells.quiet, of: (row) => row.key.regionId }),
    account,
  ];
}
