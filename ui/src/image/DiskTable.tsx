import { Icon } from "../components/Icon";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { DiskCell, SnapshotCell } from "./DiskCells";
import { DiskRow } from "./DiskRow";
import { DiskSize } from "./DiskSize";
import { deviceAt, goneDisks, shownCandidates } from "./disks";
import { GoneDiskRow } from "./GoneDiskRow";
import type { DraftState } from "./useImageDraft";
import styles from "./DiskTable.module.css";

const COLUMNS = ["disk", "snapshot", "taken", "device", "sourceSize", "capacity"] as const;

/** The disks of the image: the system disk, the disks that are proposed with it, and those that were added. */
export function DiskTable({ state }: { state: DraftState }) {
  const { t } = useTranslation("image");
  const { draft, source } = state;
  return (
    <div className={styles.table} role="table" aria-label={t("disks.table")}>
      <div className={styles.columns} role="row">
        <span role="columnheader">
          <span className="sr-only">{t("disks.column.pick")}</span>
        </span>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" data-column={column}>
            {t(`disks.column.${column}`)}
          </span>
        ))}
      </div>
      <SystemRow state={state} />
      {shownCandidates(source, draft).map((candidate) => (
        <DiskRow key={candidate.row.key.id} state={state} candidate={candidate} />
      ))}
      {goneDisks(source, draft).map(({ snapshotId }) => (
        <GoneDiskRow key={snapshotId} state={state} snapshotId={snapshotId} />
      ))}
    </div>
  );
}

/** The system disk: always in the image, and what all times are measured from. */
function SystemRow({ state }: { state: DraftState }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const { row } = state.source.system;
  return (
    <div className={styles.row} role="row">
      <span role="cell">
        <span className={styles.held} role="img" aria-label={t("disks.always")}>
          <Icon name="check" size="tiny" />
        </span>
      </span>
      <DiskCell diskType={row.diskType} word={t("disks.system")} />
      <SnapshotCell row={row} />
      <span role="cell" className={styles.two}>
        <Status tone="idle">{t("disks.reference")}</Status>
        <span className={styles.when}>{format.time(row.createdAt)}</span>
      </span>
      <span role="cell" className="mono">
        {deviceAt(0)}
      </span>
      <span role="cell" data-column="sourceSize">
        {row.sizeGib === null ? "–" : format.size(row.sizeGib)}
      </span>
      <span role="cell">
        <DiskSize
          place={0}
          smallest={row.sizeGib}
          value={state.draft.systemSizeGib}
          error={state.errorAt("systemSizeGib")}
          onChange={(systemSizeGib) => state.change({ systemSizeGib })}
        />
      </span>
    </div>
  );
}
