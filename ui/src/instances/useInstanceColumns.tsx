import type { InstanceRow } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import type { ColumnDef } from "../grid/columnDef";
import { numberColumn, statusColumn, useAccountColumn, useAgeColumn, wordsColumn } from "../grid/commonColumns";
import { highlight } from "../grid/highlight";
import { NamedMark } from "../grid/Marks";
import { useTranslation } from "../i18n/useTranslation";
import cells from "../grid/Cells.module.css";
import { expiryOf } from "./expiry";
import { instanceState } from "./instanceStatus";
import { useChargeWord } from "./useChargeWord";

/** Columns of the instances. Widths are those of the longest usual words in Inter. */
export function useInstanceColumns(): readonly ColumnDef<InstanceRow>[] {
  const { t, i18n } = useTranslation("instances");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const chargeWord = useChargeWord();
  const chinese = i18n.language === "zh-CN";
  const age = useAgeColumn<InstanceRow>({ id: "createdAt", header: t("columns.createdAt"), min: chinese ? 60 : 54, ideal: chinese ? 66 : 58, dropRank: 2, sort: "createdAt", align: "end", of: (row) => row.createdAt });
  const account = useAccountColumn<InstanceRow>({ id: "account", header: t("columns.account"), min: 78, ideal: 92, dropRank: 1, sort: "account" });
  const image = ({ imageName, imageId }: InstanceRow) => imageName ?? imageId;
  const none = common("none");
  const expires = ({ expiresAt }: InstanceRow) => (expiresAt === null ? none : format.dateTime(expiresAt));
  const addresses = (id: string, header: string, of: (row: InstanceRow) => readonly string[]): ColumnDef<InstanceRow> => ({
    id,
    header,
    min: 92,
    ideal: 104,
    grow: 0,
    dropRank: id === "publicIp" ? 6 : 7,
    className: cells.quiet,
    skeleton: 72,
    cell: (row, { search }) => highlight(format.list(of(row)), search),
    tip: (row) => format.list(of(row)) || undefined,
    copy: (row) => of(row).join(" "),
  });

  return [
    statusColumn({ id: "status", header: t("columns.status"), min: chinese ? 72 : 80, ideal: 88, sort: "status", of: (row) => instanceState(row, t) }),
    wordsColumn({ id: "name", header: t("columns.name"), min: 96, ideal: 128, grow: 1, sort: "name", className: cells.name, of: (row) => row.name, none: t("unnamed") }),
    wordsColumn({ id: "id", header: t("columns.id"), min: 164, ideal: 172, dropRank: 8, sort: "id", className: cells.id, of: (row) => row.key.id }),
    wordsColumn({ id: "instanceType", header: t("columns.instanceType"), min: 96, ideal: 106, sort: "instanceType", className: cells.quiet, of: (row) => row.instanceType }),
    {
      id: "image",
      header: t("columns.image"),
      min: 128,
      ideal: 170,
      grow: 1,
      dropRank: 0,
      sort: "image",
      className: cells.words,
      skeleton: 100,
      cell: (row, { search }) => (
        <span className={cells.row}>
          <span className={row.imageName === null ? "faint trunc" : "trunc"}>{row.imageName === null ? image(row) : highlight(row.imageName, search)}</span>
          {row.newerImage && <NamedMark name="arrow" label={t("newerImage")} />}
        </span>
      ),
      tip: (row) => image(row),
      copy: (row) => row.imageName ?? row.imageId,
    },
    age,
    addresses("privateIp", t("columns.privateIp"), (row) => row.privateIps),
    addresses("publicIp", t("columns.publicIp"), (row) => row.publicIps),
    {
      ...numberColumn<InstanceRow>({ id: "disks", header: t("columns.disks"), min: 44, ideal: 48, dropRank: 5, sort: "disks", of: (row) => row.disks, write: format.number }),
      tip: (row) => (row.disks === null ? t("disksUnknown") : undefined),
      tipAlways: true,
    },
    wordsColumn({ id: "chargeType", header: t("columns.chargeType"), min: 96, ideal: 104, dropRank: 4, sort: "chargeType", className: cells.quiet, of: (row) => chargeWord(row.chargeType) }),
    {
      id: "expiresAt",
      header: t("columns.expiresAt"),
      min: 72,
      ideal: 76,
      grow: 0,
      dropRank: 2,
      sort: "expiresAt",
      className: cells.quiet,
      cell: (row, { now }) => {
        const left = expiryOf(row.expiresAt, now);
        if (!left) return null;
        const words = left.over ? t("expired") : common("age.days", { value: left.days });
        return left.tone ? (
          <span className={cells.row}>
            <StatusShape tone={left.tone} />
            {words}
          </span>
        ) : (
          words
        );
      },
      tip: expires,
      tipAlways: true,
      copy: expires,
    },
    wordsColumn({ id: "zone", header: t("columns.zone"), min: 96, ideal: 108, dropRank: 3, sort: "zone", className: cells.quiet, of: (row) => row.zoneId || row.key.regionId }),
    account,
  ];
}
