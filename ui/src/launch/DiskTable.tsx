import type { LaunchDisk } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { differencesOf } from "./disks";
import { DiskRow } from "./DiskRow";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import { FieldNote } from "../components/FieldNote";
import own from "./DiskTable.module.css";

interface Props {
  launch: Launch;
  /** The name of the instance that they are to be identical to. */
  like: string | null;
}

/** A row for each disk of the image, then the blank ones. */
export function DiskTable({ launch, like }: Props) {
  const { t } = useTranslation("launch");
  const error = useFieldErrors(launch);
  const { draft, change, check } = launch;
  const { disks } = draft;
  const set = (index: number, disk: LaunchDisk) => change({ disks: disks.map((old, other) => (other === index ? disk : old)) });
  return (
    <>
      <div className={own.table} role="table" aria-label={t("disks.title")}>
        <div className={own.columns} role="row">
          <span role="columnheader">{t("disks.column.disk")}</span>
          <span role="columnheader" className={own.number}>
            {t("disks.column.image")}
          </span>
          <span role="columnheader">{t("disks.column.category")}</span>
          <span role="columnheader">{t("disks.column.level")}</span>
          <span role="columnheader">{t("disks.column.size")}</span>
          <span role="columnheader">{t("disks.column.release")}</span>
          <span role="columnheader">{t("disks.column.encryption")}</span>
          <span role="columnheader" className="trunc">{like === null ? <span className="sr-only">{t("disks.column.more")}</span> : t("asName", { name: like })}</span>
        </div>
        {disks.map((disk, index) => (
          <DiskRow
            key={disk.device}
            disk={disk}
            index={index}
            compared={like !== null}
            differences={differencesOf(check?.differences ?? [], index)}
            error={error}
            onChange={(next) => set(index, next)}
            onRemove={disk.ofImage ? undefined : () => change({ disks: disks.filter((_, other) => other !== index) })}
          />
        ))}
      </div>
      <FieldNote id="launch-disks-note" error={error("disks")} />
    </>
  );
}
