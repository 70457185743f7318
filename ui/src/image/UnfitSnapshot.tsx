import type { SnapshotDetail } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { CloudText, visibleText } from "../components/CloudText";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import styles from "./UnfitSnapshot.module.css";

/** The system-disk snapshot that was taken with this data-disk snapshot. */
function siblingOf({ timelines, sameMoment, row }: SnapshotDetail) {
  const system = timelines.find((timeline) => timeline.diskType === "system");
  const ids = new Set(sameMoment.map((key) => key.id));
  const frames = system?.snapshots.filter((frame) => ids.has(frame.snapshotId) && frame.status === "accomplished") ?? [];
  const distance = (at: number) => Math.abs(at - (row.createdAt ?? at));
  return frames.toSorted((a, b) => distance(a.createdAt) - distance(b.createdAt))[0];
}

/** Why no image can be made of a snapshot, and what to take in its place. */
export function UnfitSnapshot({ detail }: { detail: SnapshotDetail }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const words = useFindingWords();
  const { row, obstacles } = detail;
  const name = visibleText(row.name || row.key.id);
  const isData = obstacles.some((finding) => finding.code === "notSystemDisk");
  const sibling = isData ? siblingOf(detail) : undefined;
  const others = obstacles.filter((finding) => finding.code !== "notSystemDisk");
  return (
    <div className={styles.page}>
      <h2>
        <DiskTypeIcon diskType={row.diskType} />
        <span>{t(isData ? "unfit.dataTitle" : "unfit.title", { name })}</span>
      </h2>
      {isData && <p className="muted">{t("unfit.dataText")}</p>}
      {others.map((finding) => {
        const { title, text } = words(finding);
        return (
          <Callout key={finding.code} tone="bad">
            <b className="medium">{title}</b>
            <br />
            {text}
          </Callout>
        );
      })}
      {sibling && (
        <div className={styles.sibling}>
          <p className={styles.lead}>{row.instanceName ? t("unfit.sibling", { instance: visibleText(row.instanceName) }) : t("unfit.siblingAny")}</p>
          <div className={styles.card}>
            <DiskTypeIcon diskType="system" />
            <span className={styles.words}>
              <span className="medium trunc"><CloudText text={sibling.name || sibling.snapshotId} /></span>
              <span className="mono faint trunc">{sibling.snapshotId}</span>
            </span>
            <span className="muted t12">{format.dateTime(sibling.createdAt)}</span>
            <Button variant="primary" onClick={() => go({ page: "image", key: { ...row.key, id: sibling.snapshotId } })}>
              {t("unfit.useSibling")}
            </Button>
          </div>
        </div>
      )}
      {isData && !sibling && <p className="muted">{t("unfit.noSibling")}</p>}
      {!sibling && (
        <div>
          <Button onClick={() => go({ page: "snapshots" })}>{t("unfit.back")}</Button>
        </div>
      )}
    </div>
  );
}
