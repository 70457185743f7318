import type { LaunchChoices, LaunchTarget } from "../backend/bindings/types";
import { FieldNote } from "../components/FieldNote";
import { Select, type SelectOption } from "../components/Select";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { stockOf, switchesIn } from "./launchTarget";
import styles from "./LaunchJob.module.css";

interface Props {
  choices: LaunchChoices;
  before: LaunchTarget;
  target: LaunchTarget;
  count: number;
  error: "noSwitch" | "notSold" | "soldOut" | null;
  onChange: (target: LaunchTarget) => void;
}

/** Type, zone and vSwitch; each zone says how much stock it has of the type. */
export function TargetFields({ choices, before, target, count, error, onChange }: Props) {
  const { t } = useTranslation("proof");
  const format = useFormat();
  const now = useNow();
  const switches = switchesIn(choices, before, target.zoneId);
  const picked = switches.find(({ id }) => id === target.vSwitchId);
  const few = picked?.freeAddresses != null && picked.freeAddresses < count;
  const types: SelectOption<string>[] = choices.types.map(({ id, cpu, memoryGib }) => ({
    value: id,
    label: id,
    hint: id === before.instanceType ? t("target.before") : t("target.machine", { cpu, memory: format.size(memoryGib) }),
  }));
  const zones: SelectOption<string>[] = choices.zones.map(({ id }) => ({ value: id, label: id, hint: t(`target.stock.${stockOf(choices, target.instanceType, id)}`) }));
  const vSwitches: SelectOption<string>[] = switches.map(({ id, name, freeAddresses }) => ({
    value: id,
    label: name || id,
    ...(freeAddresses !== null && { hint: t("target.free", { count: freeAddresses }) }),
  }));
  const toZone = (zoneId: string) => onChange({ ...target, zoneId, vSwitchId: switchesIn(choices, before, zoneId)[0]?.id ?? "" });
  return (
    <>
      <div>
        <div className={styles.label} aria-hidden="true">
          {t("target.type")}
        </div>
        <Select label={t("target.type")} value={target.instanceType} options={types} onChange={(instanceType) => onChange({ ...target, instanceType })} />
      </div>
      <div>
        <div className={styles.label} aria-hidden="true">
          {t("target.zone")}
        </div>
        <Select label={t("target.zone")} value={target.zoneId} options={zones} onChange={toZone} />
        <FieldNote
          id="target-zone-note"
          error={error ? t(`target.${error}`) : undefined}
          hint={`${t(`target.stock.${stockOf(choices, target.instanceType, target.zoneId)}`)} · ${t("target.stockAge", { ago: format.ago(choices.askedAt, now) })}`}
        />
      </div>
      {vSwitches.length > 0 && (
        <div>
          <div className={styles.label} aria-hidden="true">
            {t("target.vSwitch")}
          </div>
          <Select label={t("target.vSwitch")} value={target.vSwitchId} options={vSwitches} onChange={(vSwitchId) => onChange({ ...target, vSwitchId })} />
          <FieldNote id="target-switch-note" error={few ? t("target.few", { count: picked.freeAddresses ?? 0 }) : undefined} />
        </div>
      )}
    </>
  );
}
