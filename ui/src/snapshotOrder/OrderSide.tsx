import { CloudText } from "../components/CloudText";
import { findingMark } from "../components/findingMark";
import { GuidanceList } from "../components/GuidanceList";
import { useOverflow } from "../components/useOverflow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useDiskWords } from "./useDiskWords";
import type { SnapshotOrderState } from "./useSnapshotOrder";
import own from "./SnapshotOrder.module.css";

/** What will happen, in order; what it costs as far as that can be known; and what the rules have to say. */
export function OrderSide({ state }: { state: SnapshotOrderState }) {
  const { t } = useTranslation("snapshotOrder");
  const words = useFindingWords();
  const overflow = useOverflow();
  const lines = useOrderLines(state);
  const notes = state.findings.filter((finding) => finding.severity !== "error");
  return (
    <aside {...overflow} className={styles.side} aria-label={t("side.label")}>
      <h3>{t("side.order")}</h3>
      {lines.length === 0 ? (
        <p className="t12 muted">{t("side.nothing")}</p>
      ) : (
        <ol className={own.order}>
          {lines.map((line) => (
            <li key={line}>
              <CloudText text={line} />
            </li>
          ))}
        </ol>
      )}
      {notes.length > 0 && (
        <div className={styles.part}>
          <h3>{t("side.known")}</h3>
          <GuidanceList
            items={notes.map((finding) => ({
              id: `${finding.field} ${finding.code}`,
              ...findingMark(finding),
              ...words(finding),
            }))}
          />
        </div>
      )}
      <div className={styles.part}>
        <h3>{t("side.cost")}</h3>
        <p className="t12 muted">{t("side.costText")}</p>
      </div>
    </aside>
  );
}

/** The steps of the job, as sentences. */
function useOrderLines({ order, start }: SnapshotOrderState): string[] {
  const { t } = useTranslation("snapshotOrder");
  const format = useFormat();
  const diskWords = useDiskWords();
  const disks = start.disks.filter((disk) => order.diskIds.includes(disk.diskId));
  if (disks.length === 0) return [];
  const total = disks.reduce((sum, disk) => sum + (disk.sizeGib ?? 0), 0);
  return [
    ...(order.consistent
      ? [t("side.group", { count: disks.length, size: format.size(total) })]
      : disks.map((disk) => t("side.single", { device: diskWords.device(disk), size: diskWords.size(disk) }))),
    t("side.wait"),
    ...(order.image ? [t("side.image", { name: order.image.name })] : []),
    ...(order.image?.imageCheck ? [t("side.check")] : []),
  ];
}
