import type { ImageRow } from "../backend/bindings/types";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { visibleText } from "../components/CloudText";
import { imageTone, imageWord } from "../components/imageStatus";
import { useFormat } from "../format/useFormat";
import type { ColumnDef } from "../grid/columnDef";
import { numberColumn, statusColumn, useAccountColumn, useAgeColumn, wordsColumn } from "../grid/commonColumns";
import { highlight } from "../grid/highlight";
import { DiskFrames, Mark, NamedMark } from "../grid/Marks";
import { useTranslation } from "../i18n/useTranslation";
import cells from "../grid/Cells.module.css";
import { CheckMark, useCheckWords } from "./CheckMark";

/** Columns of the images. Widths are those of the longest usual words in Inter. */
export function useImageColumns(): readonly ColumnDef<ImageRow>[] {
  const { t, i18n } = useTranslation("images");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const checkWords = useCheckWords();
  const chinese = i18n.language === "zh-CN";
  const age = useAgeColumn<ImageRow>({ id: "createdAt", header: t("columns.createdAt"), min: chinese ? 60 : 54, ideal: chinese ? 66 : 58, sort: "createdAt", of: (row) => row.createdAt });
  const account = useAccountColumn<ImageRow>({ id: "account", header: t("columns.account"), min: 78, ideal: 92, dropRank: 1, sort: "account" });
  const arch = ({ architecture }: ImageRow) => (architecture === "x86_64" || architecture === "" ? "" : architecture);
  const disks = ({ dataDisks }: ImageRow) => t("disks", { count: dataDisks, number: format.number(dataDisks) });
  const source = (row: ImageRow) =>
    row.sharedWithMe ? t("source.shared") : row.copied ? t("source.copy") : t("source.snapshots", { count: row.snapshotIds.length, number: format.number(row.snapshotIds.length) });
  const shared = (row: ImageRow) =>
    row.sharedWithMe ? t("shared.withMe") : row.shareCount === null ? t("shared.notAsked") : row.shareCount > 0 ? t("shared.with", { count: row.shareCount, number: format.number(row.shareCount) }) : "";

  return [
    statusColumn({
      id: "status",
      header: t("columns.status"),
      min: chinese ? 90 : 112,
      ideal: chinese ? 96 : 116,
      sort: "status",
      of: ({ status, progress }) => {
        const word = imageWord(status, common);
        const text = progress === null || imageTone(status) !== "running" ? word : common("status.withPercent", { word, percent: format.percent(progress) });
        return { tone: imageTone(status), word, percent: progress, text };
      },
    }),
    wordsColumn({ id: "name", header: t("columns.name"), min: 110, ideal: 148, grow: 1.5, sort: "name", className: cells.name, of: (row) => row.name, none: t("unnamed") }),
    wordsColumn({ id: "id", header: t("columns.id"), min: 164, ideal: 172, dropRank: 8, sort: "id", className: cells.id, of: (row) => row.key.id }),
    {
      id: "os",
      header: t("columns.os"),
      min: 132,
      ideal: 142,
      grow: 0.6,
      dropRank: 0,
      sort: "os",
      className: cells.words,
      skeleton: 90,
      cell: (row, { search }) => (
        <>
          {highlight(row.os || row.platform, search)}
          {arch(row) && <span className="faint"> {arch(row)}</span>}
        </>
      ),
      tip: (row) => [row.os || row.platform, arch(row)].join(" ").trim(),
      copy: (row) => [row.os || row.platform, arch(row)].join(" ").trim(),
    },
    {
      id: "disks",
      header: t("columns.disks"),
      min: chinese ? 48 : 46,
      ideal: 56,
      grow: 0,
      dropRank: 0,
      cell: (row) => (
        <>
          <DiskFrames data={row.dataDisks} />
          {row.dataDisks > 2 && format.number(row.dataDisks)}
        </>
      ),
      tip: disks,
      tipAlways: true,
      copy: disks,
    },
    numberColumn({ id: "size", header: t("columns.size"), min: 66, ideal: 72, dropRank: 5, sort: "size", of: (row) => row.sizeGib, write: format.number }),
    {
      ...wordsColumn<ImageRow>({ id: "family", header: t("columns.family"), min: 80, ideal: 92, dropRank: 6, sort: "family", className: cells.quiet, of: (row) => row.family }),
      cell: (row, { search }) => (
        <>
          {highlight(row.family, search)}
          {row.newestOfFamily === true && <span className="faint"> {t("newest")}</span>}
        </>
      ),
      tip: (row) => (row.newestOfFamily === true ? t("newestTip", { family: visibleText(row.family) }) : row.family || undefined),
    },
    {
      id: "source",
      header: t("columns.source"),
      min: 76,
      ideal: 108,
      grow: 0,
      dropRank: 7,
      className: cells.quiet,
      cell: (row) =>
        row.sharedWithMe || row.copied ? (
          <>
            <Mark name={row.sharedWithMe ? "shared" : "copy"} /> {source(row)}
          </>
        ) : (
          <span className={cells.row}>
            <DiskTypeIcon diskType="system" />
            {format.number(row.snapshotIds.length)}
          </span>
        ),
      tip: source,
      tipAlways: true,
      copy: source,
    },
    {
      id: "shared",
      header: t("columns.shared"),
      icon: "share",
      min: chinese ? 40 : 32,
      ideal: chinese ? 40 : 56,
      grow: 0,
      dropRank: 2,
      align: "end",
      className: cells.quiet,
      cell: (row) => {
        if (row.sharedWithMe) return <NamedMark name="shared" label={t("shared.withMe")} />;
        return row.shareCount !== null && row.shareCount > 0 ? format.number(row.shareCount) : null;
      },
      tip: (row) => (row.shareCount === null && !row.sharedWithMe ? undefined : shared(row) || undefined),
      tipAlways: true,
      copy: shared,
    },
    numberColumn({ id: "copies", header: t("columns.copies"), icon: "copy", min: chinese ? 40 : 32, ideal: chinese ? 40 : 54, dropRank: 2, of: (row) => row.copies || null, write: format.number }),
    {
      id: "check",
      header: t("columns.check"),
      icon: "shield",
      min: 40,
      ideal: chinese ? 40 : 52,
      grow: 0,
      dropRank: 2,
      cell: (row) => <CheckMark row={row} />,
      tip: (row) => checkWords(row) || undefined,
      tipAlways: true,
      copy: checkWords,
    },
    age,
    wordsColumn({ id: "region", header: t("columns.region"), min: 86, ideal: 112, dropRank: 3, sort: "region", className: cells.quiet, of: (row) => row.key.regionId }),
    account,
  ];
}
