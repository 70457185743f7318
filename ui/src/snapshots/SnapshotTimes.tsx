import type { ResourceKey, SnapshotDetail } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { StatusShape } from "../components/Status";
import { Note } from "../details/DetailsShell";
import { DiskTimes } from "../details/DiskTimes";
import type { Moment } from "../details/moments";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../details/DetailsShell.module.css";

export interface SnapshotTimesProps {
  detail: SnapshotDetail;
  onOpen: (key: ResourceKey) => void;
}

/** The snapshots of the instance's disks on a time line, and whether this one has company. */
export function SnapshotTimes({ detail, onOpen }: SnapshotTimesProps) {
  const { t } = useTranslation(["snapshots", "details"]);
  const { row, timelines } = detail;
  const name = row.instanceName ?? row.instanceId;
  const own = timelines.findIndex((timeline) => timeline.snapshots.some((frame) => frame.snapshotId === row.key.id));

  const open = (moment: Moment) => {
    const frame = moment.frames[own] ?? moment.frames.find((each) => each !== null);
    if (frame) onOpen({ ...row.key, id: frame.snapshotId });
  };

  return (
    <DiskTimes
      title={name ? t("details:timeline.of", { name: visibleText(name) }) : t("details:timeline.disk")}
      name={name ?? row.sourceDiskId}
      timelines={timelines}
      days={detail.timelineDays}
      from={detail.timelineFrom}
      to={detail.timelineTo}
      chosen={row.key.id}
      onPick={open}
    >
      <Note mark={<MomentMark detail={detail} />}>{momentWords(detail, t)}</Note>
    </DiskTimes>
  );
}

function MomentMark({ detail }: { detail: SnapshotDetail }) {
  if (detail.row.instanceId === null || detail.missingDisks === null || detail.timelines.length < 2) return <Icon name="info" size="small" />;
  if (detail.missingDisks === 0) return <Icon name="check" size="small" className={styles.fine} />;
  return <StatusShape tone="warning" />;
}

function momentWords(detail: SnapshotDetail, t: ReturnType<typeof useTranslation<["snapshots", "details"]>>["t"]): string {
  const { row, missingDisks, sameMoment, spreadSeconds } = detail;
  if (row.instanceId === null) return t(row.sourceListed === null ? "details.disksUnknown" : "details.instanceUnknown");
  if (missingDisks === null) return t("details.momentUnknown");
  if (missingDisks > 0) return t("details.incomplete", { count: missingDisks });
  if (sameMoment.length === 0) return t("details.onlyDisk");
  const values = { count: sameMoment.length + 1, seconds: Math.max(1, spreadSeconds) };
  if (sameMoment.length === 1) return t(row.diskType === "system" ? "details.sameMomentBoth" : "details.sameMomentBothData", values);
  return t(row.diskType === "system" ? "details.sameMoment" : "details.sameMomentData", values);
}
