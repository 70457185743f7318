import type { LaunchChoices } from "../backend/bindings/types";
import { Chip } from "../components/Chip";
import { FieldNote } from "../components/FieldNote";
import { NumberField } from "../components/NumberField";
import { Segmented } from "../components/Segmented";
import { Select } from "../components/Select";
import { SelectField } from "../components/SelectField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { MOST_BANDWIDTH, withVpc, zoneLetter } from "./machine";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./MachineStep.module.css";

interface Props {
  launch: Launch;
  choices: LaunchChoices;
}

/** VPC, vSwitch in the zone, security groups, and whether there is a public address. */
export function NetworkFields({ launch, choices }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const error = useFieldErrors(launch);
  const { draft, change } = launch;
  const vpc = choices.vpcs.find((each) => each.id === draft.vpcId);
  const vSwitches = choices.vSwitches.filter((each) => each.vpcId === draft.vpcId && each.zoneId === draft.zoneId);
  const vSwitch = vSwitches.find((each) => each.id === draft.vSwitchId);
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name || id, ...(name && { hint: id }) });
  const withNone = (options: readonly { value: string; label: string; hint?: string }[], value: string) =>
    options.some((option) => option.value === value) ? options : [{ value, label: value === "" ? t("network.choose") : value }, ...options];
  const free = vSwitch && (vSwitch.freeAddresses === null ? vSwitch.cidr : t("network.free", { cidr: vSwitch.cidr, count: vSwitch.freeAddresses, number: format.number(vSwitch.freeAddresses) }));
  return (
    <section className={own.block} aria-labelledby="launch-network">
      <h2 id="launch-network">{t("network.title")}</h2>
      <div className={own.network}>
        <SelectField
          label={t("network.vpc")}
          value={draft.vpcId}
          options={withNone(choices.vpcs.map(named), draft.vpcId)}
          onChange={(vpcId) => change(withVpc(draft, choices, vpcId))}
          hint={vpc?.cidr}
          error={error("vpcId")}
        />
        <SelectField
          label={draft.zoneId ? t("network.vSwitchIn", { zone: zoneLetter(draft.zoneId, draft.regionId) }) : t("network.vSwitch")}
          value={draft.vSwitchId}
          options={withNone(vSwitches.map(named), draft.vSwitchId)}
          onChange={(vSwitchId) => change({ vSwitchId })}
          hint={draft.zoneId && vSwitches.length === 0 ? t("network.noVSwitch") : free}
          error={error("vSwitchId")}
        />
        <SecurityGroups launch={launch} choices={choices} />
        <PublicAddress launch={launch} />
      </div>
    </section>
  );
}

/** Security groups of the VPC, one or several. */
function SecurityGroups({ launch, choices }: Props) {
  const { t } = useTranslation("launch");
  const errorAt = useFieldErrors(launch);
  const { draft, change } = launch;
  const inVpc = choices.securityGroups.filter((each) => each.vpcId === draft.vpcId);
  const nameOf = (id: string) => choices.securityGroups.find((each) => each.id === id)?.name || id;
  const more = inVpc.filter((each) => !draft.securityGroupIds.includes(each.id));
  const error = errorAt("securityGroupIds", ...draft.securityGroupIds.map((_, index) => `securityGroupIds.${index}`));
  return (
    <div role="group" aria-labelledby="launch-groups">
      <div id="launch-groups" className={own.label}>
        {t("network.groups")}
      </div>
      {draft.securityGroupIds.length > 0 && (
        <div className={own.groups}>
          {draft.securityGroupIds.map((id) => (
            <Chip key={id} name="" removeLabel={t("network.removeGroup", { name: nameOf(id) })} onRemove={() => change({ securityGroupIds: draft.securityGroupIds.filter((other) => other !== id) })}>
              {nameOf(id)}
            </Chip>
          ))}
        </div>
      )}
      <Select
        size="large"
        label={t("network.addGroup")}
        value=""
        disabled={more.length === 0}
        invalid={error !== undefined}
        options={[
          { value: "", label: t(more.length === 0 ? "network.noMoreGroups" : "network.addGroup") },
          ...more.map((each) => ({ value: each.id, label: each.name || each.id, ...(each.name && { hint: each.id }) })),
        ]}
        onChange={(id) => {
          if (id) change({ securityGroupIds: [...draft.securityGroupIds, id] });
        }}
      />
      <FieldNote id="launch-groups-note" error={error} hint={t("network.groupCount", { count: draft.securityGroupIds.length })} />
    </div>
  );
}

/** None, or one with so much bandwidth. None is sent as 0. */
function PublicAddress({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const error = useFieldErrors(launch);
  const { draft, change } = launch;
  const assigned = draft.bandwidthOut > 0;
  return (
    <div className={own.address}>
      <div>
        <Segmented
          label={t("network.public")}
          value={assigned ? "assign" : "none"}
          options={[
            { value: "none", label: t("network.none") },
            { value: "assign", label: t("network.assign") },
          ]}
          onChange={(value) => change({ bandwidthOut: value === "none" ? 0 : 5, internetChargeType: draft.internetChargeType || "PayByTraffic" })}
        />
        {!assigned && <FieldNote id="launch-public-note" hint={t("network.noneText")} error={error("bandwidthOut")} />}
      </div>
      {assigned && (
        <>
          <NumberField
            label={t("network.bandwidth")}
            value={draft.bandwidthOut}
            min={1}
            max={MOST_BANDWIDTH}
            bound={t("network.mbit")}
            format={format.number}
            error={error("bandwidthOut")}
            onChange={(bandwidthOut) => change({ bandwidthOut: Math.max(1, bandwidthOut) })}
          />
          <SelectField
            label={t("network.charge")}
            value={draft.internetChargeType}
            options={[
              { value: "PayByTraffic", label: t("network.byTraffic") },
              { value: "PayByBandwidth", label: t("network.byBandwidth") },
            ]}
            onChange={(internetChargeType) => change({ internetChargeType })}
            hint={t("network.assignText")}
            error={error("internetChargeType")}
          />
        </>
      )}
    </div>
  );
}
