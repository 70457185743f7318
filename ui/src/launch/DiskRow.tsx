import { useState } from "react";
import type { LaunchDifference, LaunchDisk } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { FieldNote } from "../components/FieldNote";
import { Icon } from "../components/Icon";
import { IconButton } from "../components/IconButton";
import { NumberField } from "../components/NumberField";
import { Select } from "../components/Select";
import { Status } from "../components/Status";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { Difference } from "./Difference";
import { boundsOf, CATEGORIES, encryptionOf, hasIops, hasLevel, LEVELS, withCategory, type Encryption } from "./disks";
import { useSettingWords } from "./useSettingWords";
import own from "./DiskTable.module.css";

interface Props {
  disk: LaunchDisk;
  index: number;
  /** There is an instance to compare with. */
  compared: boolean;
  differences: readonly LaunchDifference[];
  error: (...fields: string[]) => string | undefined;
  onChange: (disk: LaunchDisk) => void;
  /** Takes a blank disk away. */
  onRemove?: (() => void) | undefined;
}

/** One disk of each new instance: what the image does not carry is chosen here, and always sent. */
export function DiskRow({ disk, index, compared, differences, error, onChange, onRemove }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const words = useSettingWords();
  const [ownKey, setOwnKey] = useState(false);
  const { device } = disk;
  const { min, max } = boundsOf(disk);
  const encryption = encryptionOf(disk, ownKey);
  const field = (name: keyof LaunchDisk) => `disks.${index}.${name}`;
  // What is not chosen yet, and what is new in the cloud, stand first.
  const options = (values: readonly string[], value: string, word: (value: string) => string) =>
    (values.includes(value) ? values : [value, ...values]).map((each) => ({ value: each, label: each === "" ? t("network.choose") : word(each) }));
  const encrypt = (next: Encryption) => {
    setOwnKey(next === "ownKey");
    onChange({ ...disk, encrypted: next !== "none", kmsKeyId: next === "ownKey" ? disk.kmsKeyId : "" });
  };
  const notes = [error(field("category")), error(field("performanceLevel")), error(field("encrypted")), error(field("device")), error(`disks.${index}`)].filter((note) => note !== undefined);
  const more = encryption === "ownKey" || hasIops(disk) || notes.length > 0;
  return (
    <div className={own.row} role="row" data-blank={!disk.ofImage || undefined}>
      <span role="cell" className={own.disk}>
        <DiskTypeIcon diskType={disk.system ? "system" : "data"} />
        <span>
          <span className="medium">{t(disk.system ? "disks.system" : disk.ofImage ? "disks.data" : "disks.blank")}</span>
          <span className={`mono faint ${own.device}`}>{device}</span>
        </span>
      </span>
      <span role="cell" className={own.number}>
        {disk.ofImage ? format.number(disk.imageGib) : "–"}
      </span>
      <span role="cell">
        <Select
          label={t("disks.categoryOf", { device })}
          value={disk.category}
          options={options(CATEGORIES, disk.category, words.category)}
          invalid={error(field("category")) !== undefined}
          onChange={(category) => onChange(withCategory(disk, category))}
        />
      </span>
      <span role="cell">
        {hasLevel(disk) ? (
          <Select
            label={t("disks.levelOf", { device })}
            value={disk.performanceLevel}
            options={options(LEVELS, disk.performanceLevel, (level) => level)}
            invalid={error(field("performanceLevel")) !== undefined}
            onChange={(performanceLevel) => onChange({ ...disk, performanceLevel })}
          />
        ) : (
          <span className={own.none}>{t("disks.noLevel")}</span>
        )}
      </span>
      <span role="cell">
        <NumberField
          label={t("disks.sizeOf", { device })}
          value={disk.sizeGib}
          min={min}
          max={max}
          bound={t("disks.bound", { min: format.number(min) })}
          format={format.number}
          error={error(field("sizeGib"))}
          onChange={(sizeGib) => onChange({ ...disk, sizeGib })}
        />
      </span>
      <span role="cell">
        {disk.system ? (
          <span className={own.check}>
            <span className={own.held} role="img" aria-label={t("disks.alwaysReleased")}>
              <Icon name="check" size="tiny" />
            </span>
            <span className="faint">{t("disks.always")}</span>
          </span>
        ) : (
          <label className={own.check}>
            <Checkbox checked={disk.deleteWithInstance} aria-label={t("disks.releaseOf", { device })} onChange={(event) => onChange({ ...disk, deleteWithInstance: event.target.checked })} />
            <span aria-hidden="true">{words.yesNo(disk.deleteWithInstance)}</span>
          </label>
        )}
      </span>
      <span role="cell">
        <Select<Encryption>
          label={t("disks.encryptionOf", { device })}
          value={encryption}
          options={(["none", "cloudKey", "ownKey"] as const).map((value) => ({ value, label: t(`disks.encryption.${value}`) }))}
          invalid={error(field("encrypted")) !== undefined}
          onChange={encrypt}
        />
      </span>
      <span role="cell" className={own.compare}>
        {onRemove ? (
          <IconButton icon="close" label={t("disks.remove", { device })} onClick={onRemove} />
        ) : (
          compared && (differences.length === 0 ? <Status tone="good">{t("same")}</Status> : differences.map((difference) => <Difference key={difference.field} difference={difference} />))
        )}
      </span>
      {more && (
        <div className={own.more} role="cell">
          {encryption === "ownKey" && (
            // Without a key the cloud would take its own: that is not what was chosen.
            <div data-missing={disk.kmsKeyId === "" || undefined}>
              <TextField
                mono
                label={t("disks.keyId")}
                value={disk.kmsKeyId}
                error={error(field("kmsKeyId")) ?? (disk.kmsKeyId === "" ? t("disks.keyHint") : undefined)}
                onChange={(kmsKeyId) => onChange({ ...disk, kmsKeyId: kmsKeyId.trim() })}
              />
            </div>
          )}
          {hasIops(disk) && <Iops disk={disk} error={error(field("provisionedIops"))} onChange={onChange} />}
          {notes.map((note) => (
            <FieldNote key={note} id={`launch-disk-${index}-note`} error={note} />
          ))}
        </div>
      )}
    </div>
  );
}

/** What only an AutoPL disk has. */
function Iops({ disk, error, onChange }: { disk: LaunchDisk; error: string | undefined; onChange: (disk: LaunchDisk) => void }) {
  const { t } = useTranslation("launch");
  const { device, provisionedIops } = disk;
  return (
    <div className={own.iops}>
      <TextField
        label={t("disks.iops")}
        value={provisionedIops === null ? "" : String(provisionedIops)}
        placeholder={t("disks.iopsNone")}
        error={error}
        onChange={(typed) => {
          const digits = typed.normalize("NFKC").replace(/\D/g, "").slice(0, 6);
          onChange({ ...disk, provisionedIops: digits === "" ? null : Number(digits) });
        }}
      />
      <label className={own.check}>
        <Checkbox checked={disk.bursting} aria-label={t("disks.burstOf", { device })} onChange={(event) => onChange({ ...disk, bursting: event.target.checked })} />
        {t("disks.burst")}
      </label>
    </div>
  );
}
