import type { InstanceDetail } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { StatusShape } from "../components/Status";
import { Note } from "../details/DetailsShell";
import { DiskTimes } from "../details/DiskTimes";
import type { Moment } from "../details/moments";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useOpen } from "../useOpen";
import styles from "./InstanceTimes.module.css";

/** The disks of an instance, their snapshots on a time line, and the newest set. */
export function InstanceTimes({ detail }: { detail: InstanceDetail }) {
  const { t } = useTranslation(["instances", "details"]);
  const format = useFormat();
  const open = useOpen();
  const { row, disks, timelines, sameMoment, sameMomentAt, missingDisks, spreadSeconds } = detail;
  const show = (moment: Moment) => {
    const frame = moment.frames.find((each) => each !== null);
    if (frame) open.snapshot({ ...row.key, id: frame.snapshotId });
  };
  const size = (gib: number | null) => (gib === null ? "" : format.size(gib));
  const setWords = (time: string) => {
    const count = sameMoment.length;
    if (missingDisks === null) return t("times.unknown", { time, count });
    if (missingDisks > 0) return t("times.incomplete", { time, count: missingDisks });
    if (count === 1) return t("times.single", { time });
    return t("times.set", { time, count, seconds: Math.max(1, spreadSeconds) });
  };

  return (
    <DiskTimes
      title={t("details:timeline.disks")}
      name={row.name || row.key.id}
      timelines={timelines}
      days={detail.timelineDays}
      from={detail.timelineFrom}
      to={detail.timelineTo}
      chosen={sameMoment[0]?.id ?? null}
      onPick={show}
    >
      <ul className={styles.disks}>
        {disks.map((disk) => (
          <li key={disk.diskId} className={styles.disk}>
            <DiskTypeIcon diskType={disk.diskType} />
            <span className="trunc" data-tip={disk.diskId}>
              {disk.device?.replace("/dev/", "") ?? disk.diskId}
            </span>
            <span className="muted trunc">{[size(disk.sizeGib), disk.category, disk.performanceLevel].filter(Boolean).join(" ")}</span>
            <span className="faint" aria-label={disk.snapshots === null ? t("details:usedBy.snapshotsUnknown") : t("details:usedBy.snapshots", { count: disk.snapshots, number: format.number(disk.snapshots) })}>
              {disk.snapshots === null ? "–" : format.number(disk.snapshots)}
            </span>
          </li>
        ))}
      </ul>
      {sameMoment.length > 0 && sameMomentAt !== null ? (
        <Note mark={missingDisks === null ? <Icon name="info" size="small" /> : missingDisks === 0 ? <Icon name="check" size="small" /> : <StatusShape tone="warning" />}>
          {setWords(format.dateTime(sameMomentAt))}
        </Note>
      ) : (
        <Note mark={<Icon name="info" size="small" />}>{t("times.none")}</Note>
      )}
      <div>
        <Button icon="snapshots" onClick={() => go({ page: "snapshotOrder", key: row.key })}>
          {t("actions.snapshots")}
        </Button>
      </div>
    </DiskTimes>
  );
}
