import type { ResourceKey } from "../backend/bindings/types";
import { instanceQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { DetailsShell } from "../details/DetailsShell";
import { FieldsSection } from "../details/FieldsSection";
import { useDetail } from "../details/useDetail";
import { useTranslation } from "../i18n/useTranslation";
import { InstanceFields } from "./InstanceFields";
import { InstanceImage } from "./InstanceImage";
import { InstanceTimes } from "./InstanceTimes";

export interface InstanceDetailsProps {
  of: ResourceKey;
  onClose: () => void;
}

/** One instance in full: its disks over time, its image, then every field. */
export default function InstanceDetails({ of, onClose }: InstanceDetailsProps) {
  const { t } = useTranslation("instances");
  const { detail, account, error, retry } = useDetail(of, instanceQuery(of));
  const row = detail?.row;
  return (
    <DetailsShell
      glyph={<Icon name="instance" />}
      name={row ? row.name || t("unnamed") : of.id}
      id={row?.key.id ?? of.id}
      idName={t("columns.id")}
      account={account}
      error={error}
      onRetry={retry}
      onClose={onClose}
    >
      {detail && (
        <>
          <InstanceTimes detail={detail} />
          <InstanceImage detail={detail} />
          <FieldsSection fields={detail.fields} requestId={detail.requestId}>
            <InstanceFields detail={detail} account={account} />
          </FieldsSection>
        </>
      )}
    </DetailsShell>
  );
}
