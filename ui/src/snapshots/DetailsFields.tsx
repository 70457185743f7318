import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Account, SnapshotDetail } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { Badge } from "../components/Badge";
import { CopyButton } from "../components/CopyButton";
import { Status } from "../components/Status";
import { snapshotTone, snapshotWord } from "../components/snapshotStatus";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import styles from "./DetailsPanel.module.css";
import fields from "./DetailsFields.module.css";

export interface DetailsFieldsProps {
  detail: SnapshotDetail;
  account: Account | undefined;
}

const CATEGORIES = ["standard", "flash", "archive"] as const;

/** The fields people ask for, or every field of the cloud's own record. */
export function DetailsFields({ detail, account }: DetailsFieldsProps) {
  const { t } = useTranslation("snapshots");
  const [all, setAll] = useState(false);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {t("details.heading")}
        <button type="button" className={`${styles.aside} link`} aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? "details.fewerFields" : "details.allFields")}
        </button>
      </h3>
      <dl className={`${fields.list} ${all ? fields.raw : ""}`}>
        {all
          ? detail.fields.map((field) => (
              <Field key={field.name} name={field.name} copy={field.value}>
                <span className={`${fields.wrapped} mono`}>{field.value}</span>
              </Field>
            ))
          : <Known detail={detail} account={account} />}
      </dl>
    </section>
  );
}

function Known({ detail, account }: DetailsFieldsProps) {
  const { t } = useTranslation("snapshots");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const now = useNow();
  const { row } = detail;
  const category = CATEGORIES.find((known) => known === detail.category);
  return (
    <>
      <Field name={t("details.status")}>
        <Status tone={snapshotTone(row.status)} percent={row.progress}>
          {row.status === "progressing" && row.progress !== null
            ? common("status.withPercent", { word: snapshotWord(row.status, common), percent: format.percent(row.progress) })
            : snapshotWord(row.status, common)}
        </Status>
      </Field>
      {detail.remainSeconds !== null && detail.remainSeconds > 0 && (
        <Field name={t("details.remaining")}>{format.duration(detail.remainSeconds * 1000)}</Field>
      )}
      <Field name={t("details.sourceDisk")} copy={row.sourceDiskId} always>
        <span className="mono trunc">{row.sourceDiskId}</span>
      </Field>
      {row.instanceId && (
        <Field name={t("details.instance")} copy={row.instanceId}>
          {row.instanceName && (
            <span className={`${fields.firm} trunc`} data-tip={row.instanceName} data-tip-cut="">
              {row.instanceName}
            </span>
          )}
          <span className={`mono trunc ${row.instanceName ? `faint ${fields.second}` : ""}`} data-tip={row.instanceId} data-tip-cut="">
            {row.instanceId}
          </span>
        </Field>
      )}
      {row.sizeGib !== null && (
        <Field name={t("details.capacity")} copy={format.size(row.sizeGib)}>
          {format.size(row.sizeGib)}
        </Field>
      )}
      <Field name={t("details.created")} copy={format.dateTime(row.createdAt)}>
        <span className={fields.parts}>
          <span>{format.dateTime(row.createdAt)}</span>
          {row.createdAt !== null && <span className="faint">{format.ago(row.createdAt, now)}</span>}
        </span>
      </Field>
      <Field name={t("details.retention")}>
        {detail.retentionDays === null
          ? t("details.retentionForever")
          : detail.releasedAt === null
            ? t("details.retentionDays", { count: detail.retentionDays })
            : t("details.retentionUntil", { count: detail.retentionDays, date: format.dayInYear(detail.releasedAt) })}
      </Field>
      <Field name={t("details.category")}>{category ? t(`details.categories.${category}`) : detail.category}</Field>
      <Field name={t("details.origin")}>{t(row.automatic ? "filters.automatic" : "filters.manual")}</Field>
      <Field name={t("details.encrypted")}>{common(row.encrypted ? "yes" : "no")}</Field>
      {detail.kmsKeyId && (
        <Field name={t("details.kmsKey")} copy={detail.kmsKeyId}>
          <span className="mono trunc" data-tip={detail.kmsKeyId} data-tip-cut="">
            {detail.kmsKeyId}
          </span>
        </Field>
      )}
      {account && (
        <Field name={t("details.account")} copy={account.uid}>
          <AccountTag account={account} />
          <span className={`${styles.uid} mono faint`} data-tip={account.uid}>
            {account.uid.length > 10 ? `${account.uid.slice(0, 4)}…${account.uid.slice(-4)}` : account.uid}
          </span>
        </Field>
      )}
      <Field name={t("details.region")} copy={row.key.regionId}>
        {row.key.regionId}
      </Field>
      {detail.resourceGroupId && (
        <Field name={t("details.resourceGroup")} copy={detail.resourceGroupId}>
          {detail.resourceGroupId}
        </Field>
      )}
      {detail.description && (
        <Field name={t("details.description")} copy={detail.description}>
          <span className={fields.wrapped}>{detail.description}</span>
        </Field>
      )}
      {detail.tags.length > 0 && (
        <Field name={t("details.tags")} copy={detail.tags.map(({ key, value }) => `${key}: ${value}`).join("\n")}>
          <span className={fields.tags}>
            {detail.tags.map(({ key, value }) => (
              <Badge key={key}>
                <span className="trunc">{value ? `${key}: ${value}` : key}</span>
              </Badge>
            ))}
          </span>
        </Field>
      )}
    </>
  );
}

interface FieldProps {
  name: string;
  /** What goes on the clipboard; without it there is nothing to copy. */
  copy?: string;
  /** Copying is to be seen without hovering. */
  always?: boolean;
  children: ReactNode;
}

function Field({ name, copy, always = false, children }: FieldProps) {
  return (
    <div className={fields.field}>
      <dt data-tip={name} data-tip-cut="">
        {name}
      </dt>
      <dd className="selectable">
        {children}
        {copy && (
          <span className={always ? fields.always : fields.copy}>
            <CopyButton text={copy} name={name} />
          </span>
        )}
      </dd>
    </div>
  );
}
