import type { Account, InstanceDetail } from "../backend/bindings/types";
import { Status } from "../components/Status";
import { CommonFields, CreatedField } from "../details/CommonFields";
import { Field, Id, Parts } from "../details/Field";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState } from "./instanceStatus";
import { useChargeWord } from "./useChargeWord";

export interface InstanceFieldsProps {
  detail: InstanceDetail;
  account: Account | undefined;
}

const GIB = 1024;

/** The fields of an instance that people ask for. */
export function InstanceFields({ detail, account }: InstanceFieldsProps) {
  const { t } = useTranslation("instances");
  const format = useFormat();
  const chargeWord = useChargeWord();
  const { row, cpu, memoryMib, startedAt } = detail;
  const state = instanceState(row, t);
  const ids = (name: string, values: readonly (string | null)[]) => {
    const known = values.filter((value) => value !== null && value !== "");
    return known.length > 0 ? (
      <Field name={name} copy={known.join(" ")}>
        <Id>{known.join(" ")}</Id>
      </Field>
    ) : null;
  };
  return (
    <>
      <Field name={t("columns.status")}>
        <Parts>
          <Status tone={state.tone}>{state.tip ?? state.word}</Status>
          {startedAt !== null && row.status === "Running" && <span className="faint">{t("fields.since", { date: format.date(startedAt) })}</span>}
        </Parts>
      </Field>
      <Field name={t("columns.instanceType")} copy={row.instanceType}>
        <Parts>
          <span>{row.instanceType}</span>
          {cpu !== null && memoryMib !== null && (
            <span className="faint">{t("fields.machine", { cpu: format.number(cpu), memory: format.size(Math.round((memoryMib / GIB) * 10) / 10) })}</span>
          )}
        </Parts>
      </Field>
      {ids(t("columns.privateIp"), row.privateIps)}
      {ids(t("columns.publicIp"), row.publicIps)}
      {row.os && <Field name={t("filters.os")}>{row.os}</Field>}
      <Field name={t("columns.zone")} copy={row.zoneId}>
        {row.zoneId}
      </Field>
      {ids(t("fields.vpc"), [detail.vpcId])}
      {ids(t("fields.vSwitch"), [detail.vSwitchId])}
      {ids(t("fields.securityGroups"), detail.securityGroupIds)}
      {ids(t("fields.keyPair"), [detail.keyPair])}
      <Field name={t("columns.chargeType")}>{chargeWord(row.chargeType)}</Field>
      {row.expiresAt !== null && <Field name={t("columns.expiresAt")}>{format.dateTime(row.expiresAt)}</Field>}
      <CreatedField name={t("fields.created")} at={row.createdAt} />
      <CommonFields account={account} regionId={row.key.regionId} resourceGroupId={detail.resourceGroupId} description={detail.description} tags={detail.tags} />
    </>
  );
}
