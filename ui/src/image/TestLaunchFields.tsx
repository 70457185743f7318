import type { LaunchChoices, TestLaunch } from "../backend/bindings/types";
import { NumberField } from "../components/NumberField";
import { Segmented } from "../components/Segmented";
import { SelectField } from "../components/SelectField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { CATEGORIES } from "../launch/disks";
import { zoneLetter } from "../launch/machine";
import { inZone, withVSwitch, type TestLaunchState } from "./useTestLaunch";
import own from "./ThenPart.module.css";

/** Minutes after which the instance is released by itself; as the core's rules. */
const MINUTES = { least: 5, most: 1440, usual: 30 };

interface Props {
  test: TestLaunchState;
  chosen: TestLaunch;
  choices: LaunchChoices;
  regionId: string;
  errorOf: (...fields: string[]) => string | undefined;
}

/** Type, zone, network, disks and release of the test instance. */
export function TestLaunchFields({ test, chosen, choices, regionId, errorOf }: Props) {
  const { t } = useTranslation("image");
  const { t: launch } = useTranslation("launch");
  const format = useFormat();
  const { choose } = test;
  const { zoneId, release } = chosen;
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name || id, ...(name && { hint: id }) });
  const types = choices.types.filter((type) => type.id === chosen.instanceType || type.stock.some((stock) => stock.zoneId === zoneId && stock.stock !== "soldOut"));
  const vSwitches = choices.vSwitches.filter((each) => each.zoneId === zoneId);
  const vpcId = vSwitches.find((each) => each.id === chosen.vSwitchId)?.vpcId;
  const categoryOf = (category: string, level: string) => {
    const known = CATEGORIES.find((each) => each === category);
    return `${known ? launch(`category.${known}`) : category} ${level}`.trim();
  };
  const disks = test.categories.map((each) => ({ value: `${each.category} ${each.performanceLevel}`, label: categoryOf(each.category, each.performanceLevel) }));
  const disk = `${chosen.diskCategory} ${chosen.performanceLevel}`;
  return (
    <div className={own.test}>
      <SelectField
        label={t("test.type")}
        value={chosen.instanceType}
        options={types.map((type) => ({ value: type.id, label: type.id, hint: t("test.typeHint", { cpus: format.number(type.cpu), memory: format.size(type.memoryGib) }) }))}
        onChange={(instanceType) => choose({ instanceType })}
        error={errorOf("testLaunch.instanceType")}
      />
      <SelectField
        label={t("test.zone")}
        value={zoneId}
        options={choices.zones.filter((zone) => zone.vSwitches > 0 || zone.id === zoneId).map((zone) => ({ value: zone.id, label: launch("matrix.zone", { zone: zoneLetter(zone.id, regionId) }) }))}
        onChange={(id) => choose(inZone(chosen, choices, id))}
        error={errorOf("testLaunch.zoneId")}
      />
      <SelectField
        label={t("test.vSwitch")}
        value={chosen.vSwitchId}
        options={vSwitches.map(named)}
        onChange={(id) => choose(withVSwitch(chosen, choices, id))}
        error={errorOf("testLaunch.vSwitchId")}
      />
      <SelectField
        label={t("test.group")}
        value={chosen.securityGroupId}
        options={choices.securityGroups.filter((each) => each.vpcId === vpcId).map(named)}
        onChange={(securityGroupId) => choose({ securityGroupId })}
        error={errorOf("testLaunch.securityGroupId")}
      />
      <SelectField
        label={t("test.disks")}
        value={disk}
        options={disks.some((each) => each.value === disk) ? disks : [{ value: disk, label: categoryOf(chosen.diskCategory, chosen.performanceLevel) }, ...disks]}
        onChange={(value) => {
          const found = test.categories.find((each) => `${each.category} ${each.performanceLevel}` === value);
          if (found) choose({ diskCategory: found.category, performanceLevel: found.performanceLevel });
        }}
        error={errorOf("testLaunch.diskCategory")}
      />
      <div className={own.release}>
        <Segmented
          label={t("test.release")}
          value={release.kind}
          options={[
            { value: "afterConfirmation", label: t("test.afterConfirmation") },
            { value: "afterMinutes", label: t("test.afterMinutes") },
          ]}
          onChange={(kind) => choose({ release: kind === "afterMinutes" ? { kind, minutes: MINUTES.usual } : { kind: "afterConfirmation" } })}
        />
        {release.kind === "afterMinutes" && (
          <NumberField
            label={t("test.minutes")}
            value={release.minutes}
            min={MINUTES.least}
            max={MINUTES.most}
            bound={`${format.number(MINUTES.least)} – ${format.number(MINUTES.most)}`}
            format={format.number}
            error={errorOf("testLaunch.release.minutes")}
            onChange={(minutes) => choose({ release: { kind: "afterMinutes", minutes } })}
          />
        )}
      </div>
    </div>
  );
}
