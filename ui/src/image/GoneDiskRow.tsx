import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { useTranslation } from "../i18n/useTranslation";
import { DiskCell } from "./DiskCells";
import { withoutDisk } from "./disks";
import type { DraftState } from "./useImageDraft";
import styles from "./DiskTable.module.css";

/** A disk of the draft of which the region has no snapshot any more: it can only be left out. */
export function GoneDiskRow({ state, snapshotId }: { state: DraftState; snapshotId: string }) {
  const { t } = useTranslation("image");
  const { draft, change } = state;
  const place = draft.dataDisks.findIndex((disk) => disk.snapshotId === snapshotId);
  const wrong = state.errorAt(`dataDisks.${place}.snapshotId`);
  const note = `${snapshotId}-note`;
  return (
    <div className={styles.row} role="row">
      <span role="cell">
        <Checkbox
          checked
          aria-label={t("disks.pick", { name: snapshotId })}
          aria-invalid={wrong !== undefined || undefined}
          aria-describedby={wrong === undefined ? undefined : note}
          onChange={() => change({ dataDisks: withoutDisk(draft, snapshotId) })}
        />
      </span>
      <DiskCell diskType="data" word={t("disks.data")} />
      <span role="cell" className={styles.gone} aria-colspan={5}>
        <span className="mono">{snapshotId}</span>
        <FieldNote id={note} error={wrong} />
      </span>
    </div>
  );
}
