import type { DataDiskCandidate } from "../backend/bindings/types";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { useGapWords } from "./useGapWords";
import styles from "./DiskTable.module.css";

/** When a data-disk snapshot was taken, by the clock of the system-disk snapshot. */
export function Taken({ candidate }: { candidate: DataDiskCandidate }) {
  const { t } = useTranslation("image");
  const gap = useGapWords();
  return (
    <span className={styles.two}>
      <Status tone={candidate.sameMoment ? "good" : "warning"}>{t(candidate.sameMoment ? "disks.sameMoment" : "disks.otherMoment")}</Status>
      <span className={styles.when}>{gap(candidate)}</span>
    </span>
  );
}
