import { useTranslation } from "react-i18next";
import type { SnapshotDetail } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { StatusShape } from "../components/Status";
import { useWidth } from "../components/useWidth";
import { useFormat } from "../format/useFormat";
import { TimeLine } from "./TimeLine";
import type { Moment } from "./moments";
import { openedStore } from "./view";
import styles from "./DetailsPanel.module.css";

export interface DisksOverTimeProps {
  detail: SnapshotDetail;
}

/** The snapshots of the instance's disks on a time line, and whether this one has company. */
export function DisksOverTime({ detail }: DisksOverTimeProps) {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const [width, measure] = useWidth(287);
  const { row, timelines } = detail;
  const name = row.instanceName ?? row.instanceId;
  const times = timelines.flatMap((timeline) => timeline.snapshots.map((frame) => frame.createdAt));
  const oldest = Math.min(...times, row.createdAt ?? detail.timelineTo);
  const own = timelines.findIndex((timeline) => timeline.snapshots.some((frame) => frame.snapshotId === row.key.id));

  const open = (moment: Moment) => {
    const frame = moment.frames[own] ?? moment.frames.find((each) => each !== null);
    if (frame) openedStore.set({ ...row.key, id: frame.snapshotId });
  };

  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        <span className="trunc">{name ? t("details.timeline", { name }) : t("details.timelineDisk")}</span>
        <span className={styles.aside}>{t("details.days", { count: detail.timelineDays })}</span>
      </h3>
      {timelines.length > 0 && (
        <div ref={measure}>
          <TimeLine
            timelines={timelines}
            chosen={row.key.id}
            from={detail.timelineFrom}
            to={detail.timelineTo}
            width={width}
            label={t("details.timelineLabel", { count: timelines.length, name: name ?? row.sourceDiskId, since: format.date(oldest) })}
            onPick={open}
          />
        </div>
      )}
      <p className={`${styles.note} ${styles.under}`}>
        <MomentMark detail={detail} />
        <span>{momentWords(detail, t)}</span>
      </p>
    </section>
  );
}

function MomentMark({ detail }: DisksOverTimeProps) {
  if (detail.row.instanceId === null || detail.timelines.length < 2) return <Icon name="info" size="small" />;
  if (detail.missingDisks === 0) return <Icon name="check" size="small" className={styles.fine} />;
  return (
    <span className={styles.mark}>
      <StatusShape tone="warning" />
    </span>
  );
}

function momentWords(detail: SnapshotDetail, t: ReturnType<typeof useTranslation<"snapshots">>["t"]): string {
  if (detail.row.instanceId === null) return t("details.instanceUnknown");
  if (detail.missingDisks > 0) return t("details.incomplete", { count: detail.missingDisks });
  if (detail.sameMoment.length === 0) return t("details.onlyDisk");
  const values = { count: detail.sameMoment.length + 1, seconds: detail.spreadSeconds };
  return detail.row.diskType === "system" ? t("details.sameMoment", values) : t("details.sameMomentData", values);
}
