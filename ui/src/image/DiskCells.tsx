import type { ReactNode } from "react";
import type { SnapshotRow } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./DiskTable.module.css";

/** Which kind of disk it is. */
export function DiskCell({ diskType, word }: { diskType: SnapshotRow["diskType"]; word: string }) {
  return (
    <span role="cell" className={styles.disk}>
      <DiskTypeIcon diskType={diskType} />
      <span className={`${styles.word} trunc`}>{word}</span>
    </span>
  );
}

interface SnapshotCellProps {
  row: Pick<SnapshotRow, "name" | "key">;
  muted?: boolean;
  /** What is wrong with it. */
  children?: ReactNode;
}

/** Name and id of a snapshot. */
export function SnapshotCell({ row, muted, children }: SnapshotCellProps) {
  const { t } = useTranslation("image");
  return (
    <span role="cell" className={styles.two}>
      <span className={`medium trunc ${muted ? "muted" : ""}`} data-tip={row.name} data-tip-cut="">
        {row.name ? <CloudText text={row.name} /> : t("disks.unnamed")}
      </span>
      <span className="mono faint trunc selectable" data-tip={row.key.id} data-tip-cut="">
        {row.key.id}
      </span>
      {children}
    </span>
  );
}
