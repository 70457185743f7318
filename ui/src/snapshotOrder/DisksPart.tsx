import type { OrderDisk } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { FieldNote } from "../components/FieldNote";
import { Segmented } from "../components/Segmented";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFindingWords } from "../i18n/findingWords";
import { obstacleOf, type SnapshotOrderState } from "./useSnapshotOrder";
import { useDiskWords } from "./useDiskWords";
import own from "./SnapshotOrder.module.css";

/** Which disks, and whether all at one moment. A disk that cannot be in it says why. */
export function DisksPart({ state }: { state: SnapshotOrderState }) {
  const { t } = useTranslation("snapshotOrder");
  const { order, start, change } = state;
  return (
    <section aria-labelledby="disks-title">
      <h2 id="disks-title">{t("disks.title")}</h2>
      <p className={styles.lead}>{t("disks.text")}</p>
      <div className={own.mode}>
        <Segmented
          label={t("disks.mode")}
          value={order.consistent ? "consistent" : "single"}
          options={[
            { value: "consistent", label: t("disks.consistent") },
            { value: "single", label: t("disks.single") },
          ]}
          onChange={(mode) => change({ consistent: mode === "consistent" })}
        />
        <FieldNote id="mode-note" hint={t(order.consistent ? "disks.consistentHint" : "disks.singleHint")} />
      </div>
      <ul className={own.disks} aria-label={t("disks.label")}>
        {start.disks.map((disk) => (
          <DiskLine key={disk.diskId} disk={disk} state={state} />
        ))}
      </ul>
      <FieldNote id="disks-note" error={state.errorAt("diskIds")} />
    </section>
  );
}

function DiskLine({ disk, state }: { disk: OrderDisk; state: SnapshotOrderState }) {
  const { t } = useTranslation("snapshotOrder");
  const words = useFindingWords();
  const diskWords = useDiskWords();
  const { order, tick } = state;
  const obstacle = obstacleOf(disk, order.consistent);
  const place = order.diskIds.indexOf(disk.diskId);
  const wrong = place < 0 ? undefined : state.errorAt(`diskIds.${place}`);
  const note = `${disk.diskId}-note`;
  const device = diskWords.device(disk);
  return (
    <li data-out={obstacle !== null || undefined}>
      <label className={own.disk}>
        <Checkbox
          checked={place >= 0}
          disabled={obstacle !== null}
          aria-label={t("disks.pick", { device })}
          aria-invalid={wrong !== undefined || undefined}
          aria-describedby={obstacle || wrong !== undefined ? note : undefined}
          onChange={(event) => tick(disk.diskId, event.target.checked)}
        />
        <DiskTypeIcon diskType={disk.diskType} />
        <span className="medium">{device}</span>
        <span className="muted">{t(disk.diskType === "system" ? "disks.system" : "disks.data")}</span>
        <span className="muted trunc">{diskWords.kind(disk)}</span>
        <span className="mono faint trunc">{disk.diskId}</span>
      </label>
      <FieldNote id={note} error={wrong} hint={obstacle ? words(obstacle).text : undefined} />
    </li>
  );
}
