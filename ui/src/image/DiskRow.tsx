import type { DataDiskCandidate } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { visibleText } from "../components/CloudText";
import { FieldNote } from "../components/FieldNote";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { DiskCell, SnapshotCell } from "./DiskCells";
import { DiskSize } from "./DiskSize";
import { deviceAt, MOST_DATA_DISKS, withDisks, withoutDisk } from "./disks";
import { Taken } from "./Taken";
import type { DraftState } from "./useImageDraft";
import styles from "./DiskTable.module.css";

interface Props {
  state: DraftState;
  candidate: DataDiskCandidate;
}

/** A data-disk snapshot that is proposed or picked. */
export function DiskRow({ state, candidate }: Props) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const words = useFindingWords();
  const { draft, source, change } = state;
  const { row } = candidate;
  const id = row.key.id;
  const place = draft.dataDisks.findIndex((disk) => disk.snapshotId === id);
  const disk = draft.dataDisks[place];
  const blocked = candidate.obstacles[0];
  const full = draft.dataDisks.length >= MOST_DATA_DISKS;
  const wrong = disk ? state.errorAt(`dataDisks.${place}.snapshotId`) : undefined;
  const note = `${id}-note`;
  return (
    <div className={styles.row} role="row" data-out={!disk || undefined}>
      <span role="cell">
        <Checkbox
          checked={disk !== undefined}
          disabled={!disk && (blocked !== undefined || full)}
          aria-label={t("disks.pick", { name: visibleText(row.name || id) })}
          aria-invalid={wrong !== undefined || undefined}
          aria-describedby={wrong === undefined ? undefined : note}
          onChange={(event) => change({ dataDisks: event.target.checked ? withDisks(source, draft, [id]) : withoutDisk(draft, id) })}
        />
      </span>
      <DiskCell diskType={row.diskType} word={t("disks.data")} />
      <SnapshotCell row={row} muted={!disk}>
        {wrong !== undefined && <FieldNote id={note} error={wrong} />}
      </SnapshotCell>
      <span role="cell">
        <Taken candidate={candidate} />
      </span>
      <span role="cell" className={disk ? "mono" : "faint"}>
        {disk ? deviceAt(place + 1) : "–"}
      </span>
      <span role="cell" data-column="sourceSize">
        {row.sizeGib === null ? "–" : format.size(row.sizeGib)}
      </span>
      <span role="cell">
        {disk ? (
          <DiskSize
            place={place + 1}
            smallest={row.sizeGib}
            value={disk.sizeGib}
            error={state.errorAt(`dataDisks.${place}.sizeGib`)}
            onChange={(sizeGib) => change({ dataDisks: draft.dataDisks.map((other) => (other === disk ? { ...disk, sizeGib } : other)) })}
          />
        ) : (
          <span className="faint">{blocked ? words(blocked).title : t("disks.notIncluded")}</span>
        )}
      </span>
    </div>
  );
}
