import { useTranslation } from "react-i18next";
import type { SnapshotRow } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { NumberField } from "../components/NumberField";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { deviceAt, goneDisks, LARGEST_GIB, MOST_DATA_DISKS, shownCandidates, withDisks, withoutDisk } from "./disks";
import { Taken } from "./Taken";
import type { DraftState } from "./useImageDraft";
import styles from "./DiskTable.module.css";

const COLUMNS = ["disk", "snapshot", "taken", "device", "sourceSize", "capacity"] as const;

/** The disks of the image: the system disk, the disks that are proposed with it, and those that were added. */
export function DiskTable({ state }: { state: DraftState }) {
  const { t, i18n } = useTranslation("image");
  const format = useFormat();
  const words = useFindingWords();
  const { draft, source, findings, change } = state;
  const error = (field: string) => {
    const found = findings.find((finding) => finding.severity === "error" && finding.field === field);
    return found && words(found).text;
  };
  const system = source.system.row;

  const size = (place: number, row: SnapshotRow, value: number, field: string, set: (size: number) => void) => (
    <NumberField
      label={t("disks.capacityOf", { device: deviceAt(place) })}
      value={value}
      min={row.sizeGib ?? 1}
      max={LARGEST_GIB}
      bound={t("disks.atLeast", { min: format.number(row.sizeGib ?? 1) })}
      locale={i18n.language}
      error={error(field)}
      onChange={(next) => next !== null && set(next)}
    />
  );

  return (
    <div className={styles.table} role="table" aria-label={t("disks.table")}>
      <div className={styles.columns} role="row">
        <span role="columnheader">
          <span className="sr-only">{t("disks.column.pick")}</span>
        </span>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" className={column === "sourceSize" ? styles.number : undefined}>
            {t(`disks.column.${column}`)}
          </span>
        ))}
      </div>
      <div className={styles.row} role="row">
        <span role="cell">
          <span className={styles.held} role="img" aria-label={t("disks.always")}>
            <Icon name="check" size="tiny" />
          </span>
        </span>
        <DiskCell row={system} word={t("disks.system")} />
        <SnapshotCell row={system} />
        <span role="cell" className={styles.two}>
          <Status tone="idle">{t("disks.reference")}</Status>
          <span className={styles.when}>{format.time(system.createdAt)}</span>
        </span>
        <span role="cell" className="mono">
          {deviceAt(0)}
        </span>
        <span role="cell" className={styles.number}>
          {system.sizeGib === null ? "–" : format.size(system.sizeGib)}
        </span>
        <span role="cell">{size(0, system, draft.systemSizeGib, "systemSizeGib", (systemSizeGib) => change({ systemSizeGib }))}</span>
      </div>
      {shownCandidates(source, draft).map((candidate) => {
        const { row } = candidate;
        const id = row.key.id;
        const place = draft.dataDisks.findIndex((disk) => disk.snapshotId === id);
        const disk = draft.dataDisks[place];
        const blocked = candidate.obstacles[0];
        const full = draft.dataDisks.length >= MOST_DATA_DISKS;
        const wrong = disk ? error(`dataDisks.${place}.snapshotId`) : undefined;
        return (
          <div key={id} className={styles.row} role="row" data-out={!disk || undefined}>
            <span role="cell">
              <Checkbox
                checked={disk !== undefined}
                disabled={!disk && (blocked !== undefined || full)}
                aria-label={t("disks.pick", { name: row.name || id })}
                onChange={(event) => change({ dataDisks: event.target.checked ? withDisks(source, draft, [id]) : withoutDisk(draft, id) })}
              />
            </span>
            <DiskCell row={row} word={t("disks.data")} />
            <SnapshotCell row={row} muted={!disk} />
            <span role="cell">
              <Taken candidate={candidate} />
            </span>
            <span role="cell" className={disk ? "mono" : "faint"}>
              {disk ? deviceAt(place + 1) : "–"}
            </span>
            <span role="cell" className={styles.number}>
              {row.sizeGib === null ? "–" : format.size(row.sizeGib)}
            </span>
            <span role="cell">
              {disk ? (
                size(place + 1, row, disk.sizeGib, `dataDisks.${place}.sizeGib`, (sizeGib) =>
                  change({ dataDisks: draft.dataDisks.map((other) => (other === disk ? { ...disk, sizeGib } : other)) }),
                )
              ) : (
                <span className="faint">{blocked ? words(blocked).title : t("disks.notIncluded")}</span>
              )}
            </span>
            {wrong && (
              <span role="cell" className={styles.wrong}>
                <FieldNote id={`${id}-note`} error={wrong} />
              </span>
            )}
          </div>
        );
      })}
      {goneDisks(source, draft).map(({ snapshotId }) => (
        <div key={snapshotId} className={styles.row} role="row">
          <span role="cell">
            <Checkbox checked aria-label={t("disks.pick", { name: snapshotId })} onChange={() => change({ dataDisks: withoutDisk(draft, snapshotId) })} />
          </span>
          <span role="cell" className={styles.disk}>
            <DiskTypeIcon diskType="data" />
            <span className="trunc">{t("disks.data")}</span>
          </span>
          <span role="cell" className={styles.gone}>
            <span className="mono">{snapshotId}</span>
            <FieldNote id={`${snapshotId}-note`} error={error(`dataDisks.${draft.dataDisks.findIndex((disk) => disk.snapshotId === snapshotId)}.snapshotId`)} />
          </span>
        </div>
      ))}
    </div>
  );
}

function DiskCell({ row, word }: { row: SnapshotRow; word: string }) {
  return (
    <span role="cell" className={styles.disk}>
      <DiskTypeIcon diskType={row.diskType} />
      <span className="trunc">{word}</span>
    </span>
  );
}

function SnapshotCell({ row, muted }: { row: SnapshotRow; muted?: boolean }) {
  const { t } = useTranslation("image");
  return (
    <span role="cell" className={styles.two}>
      <span className={`medium trunc ${muted ? "muted" : ""}`} data-tip={row.name} data-tip-cut="">
        {row.name || t("disks.unnamed")}
      </span>
      <span className="mono faint trunc selectable" data-tip={row.key.id} data-tip-cut="">
        {row.key.id}
      </span>
    </span>
  );
}
