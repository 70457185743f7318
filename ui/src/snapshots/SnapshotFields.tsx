import type { Account, SnapshotDetail } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { Status } from "../components/Status";
import { snapshotTone, snapshotWord } from "../components/snapshotStatus";
import { CommonFields, CreatedField } from "../details/CommonFields";
import { Field, Id, Parts } from "../details/Field";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useOpen } from "../useOpen";

export interface SnapshotFieldsProps {
  detail: SnapshotDetail;
  account: Account | undefined;
}

const CATEGORIES = ["standard", "flash", "archive"] as const;

/** The fields of a snapshot that people ask for. */
export function SnapshotFields({ detail, account }: SnapshotFieldsProps) {
  const { t } = useTranslation("snapshots");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const open = useOpen();
  const { row } = detail;
  const { instanceId, instanceName } = row;
  const category = CATEGORIES.find((known) => known === detail.category);
  const word = snapshotWord(row.status, common);
  return (
    <>
      <Field name={t("details.status")}>
        <Status tone={snapshotTone(row.status)} percent={row.progress}>
          {row.status === "progressing" && row.progress !== null ? common("status.withPercent", { word, percent: format.percent(row.progress) }) : word}
        </Status>
      </Field>
      {detail.remainSeconds !== null && detail.remainSeconds > 0 && (
        <Field name={t("details.remaining")}>{format.duration(detail.remainSeconds * 1000)}</Field>
      )}
      <Field name={t("details.sourceDisk")} copy={row.sourceDiskId} always>
        <Id>{row.sourceDiskId}</Id>
      </Field>
      {instanceId && (
        <Field name={t("details.instance")} copy={instanceId}>
          <Parts>
            <button type="button" className="link" onClick={() => open.instance({ ...row.key, id: instanceId })}>
              <CloudText text={instanceName ?? instanceId} />
            </button>
            {instanceName && <span className="mono faint">{instanceId}</span>}
          </Parts>
        </Field>
      )}
      {row.sizeGib !== null && (
        <Field name={t("details.capacity")} copy={format.size(row.sizeGib)}>
          {format.size(row.sizeGib)}
        </Field>
      )}
      <CreatedField name={t("details.created")} at={row.createdAt} />
      <Field name={t("details.retention")}>
        {detail.retentionDays === null
          ? t("details.retentionForever")
          : detail.releasedAt === null
            ? t("details.retentionDays", { count: detail.retentionDays })
            : t("details.retentionUntil", { count: detail.retentionDays, date: format.date(detail.releasedAt) })}
      </Field>
      <Field name={t("details.category")}>{category ? t(`details.categories.${category}`) : detail.category}</Field>
      <Field name={t("details.origin")}>{t(row.automatic ? "filters.automatic" : "filters.manual")}</Field>
      <Field name={t("details.encrypted")}>{common(row.encrypted ? "yes" : "no")}</Field>
      {detail.kmsKeyId && (
        <Field name={t("details.kmsKey")} copy={detail.kmsKeyId}>
          <Id>{detail.kmsKeyId}</Id>
        </Field>
      )}
      <CommonFields
        account={account}
        regionId={row.key.regionId}
        resourceGroupId={detail.resourceGroupId}
        description={detail.description}
        tags={detail.tags}
      />
    </>
  );
}
