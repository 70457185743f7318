import type { ResourceKey } from "../backend/bindings/types";
import { snapshotQuery } from "../backend/queries";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { DeleteThis } from "../delete/DeleteThis";
import { DetailsShell } from "../details/DetailsShell";
import { FieldsSection } from "../details/FieldsSection";
import { useDetail } from "../details/useDetail";
import { useTranslation } from "../i18n/useTranslation";
import { SnapshotFields } from "./SnapshotFields";
import { SnapshotTimes } from "./SnapshotTimes";
import { SnapshotUses } from "./SnapshotUses";

export interface SnapshotDetailsProps {
  of: ResourceKey;
  onClose: () => void;
  onOpen: (key: ResourceKey) => void;
}

/** One snapshot in full: pictures first, then every field. */
export default function SnapshotDetails({ of, onClose, onOpen }: SnapshotDetailsProps) {
  const { t } = useTranslation("snapshots");
  const { detail, account, error, retry } = useDetail(of, snapshotQuery(of));
  const row = detail?.row;
  return (
    <DetailsShell
      glyph={row && <DiskTypeIcon diskType={row.diskType} />}
      name={row ? row.name || t("unnamed") : of.id}
      id={row?.key.id ?? of.id}
      idName={t("columns.snapshotId")}
      account={account}
      error={error}
      onRetry={retry}
      onClose={onClose}
    >
      {detail && (
        <>
          <SnapshotTimes detail={detail} onOpen={onOpen} />
          <SnapshotUses detail={detail} />
          <DeleteThis kind="snapshots" of={of} />
          <FieldsSection fields={detail.fields} requestId={detail.requestId}>
            <SnapshotFields detail={detail} account={account} />
          </FieldsSection>
        </>
      )}
    </DetailsShell>
  );
}
