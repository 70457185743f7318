import { useId } from "react";
import type { ImageFormat, OssTarget } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { FieldNote } from "../components/FieldNote";
import { Segmented } from "../components/Segmented";
import { StatusShape } from "../components/Status";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { RolePolicies } from "./RolePolicies";
import { namesBegin } from "./namesBegin";
import styles from "./OssExport.module.css";

/** In the order in which the documents name them. */
const FORMATS: readonly ImageFormat[] = ["raw", "vhd", "qcow2", "vmdk", "vdi"];

interface Props {
  target: OssTarget;
  onChange: (target: OssTarget) => void;
  regionId: string;
  /** The image, when it is one. */
  imageId: string | null;
  /** The role that the service exports with. */
  role: string;
  /** A sentence on what is wrong with a field. */
  errorOf: (field: keyof OssTarget) => string | undefined;
  /** A sentence on what may be wrong with it. */
  warningOf: (field: keyof OssTarget) => string | undefined;
}

/** Where images are exported to, in which format, and with which role. */
export default function TargetFields({ target, onChange, regionId, imageId, role, errorOf, warningOf }: Props) {
  const { t } = useTranslation("ossExport");
  const id = useId();
  const warning = (field: keyof OssTarget) => {
    const text = warningOf(field);
    return (
      text && (
        <span className={styles.warning}>
          <StatusShape tone="warning" />
          <CloudText text={text} />
        </span>
      )
    );
  };
  const set = (change: Partial<OssTarget>) => onChange({ ...target, ...change });
  return (
    <div className={styles.fields}>
      <div className={styles.pair}>
        <TextField label={t("field.bucket")} mono value={target.bucket} onChange={(bucket) => set({ bucket })} hint={t("field.bucketHint", { region: regionId })} error={errorOf("bucket")} />
        <TextField
          label={t("field.prefix")}
          aside={t("field.optional")}
          mono
          value={target.prefix}
          onChange={(prefix) => set({ prefix })}
          hint={imageId === null ? t("field.prefixHint") : t("field.prefixNames", { begin: namesBegin(target.prefix, imageId) })}
          error={errorOf("prefix")}
        />
      </div>
      <div>
        <Segmented label={t("field.format")} value={target.format} options={FORMATS.map((value) => ({ value, label: value.toUpperCase() }))} onChange={(format) => set({ format })} />
        <FieldNote id={`${id}-format`} hint={warning("format") ?? t(`format.${target.format}`)} error={errorOf("format")} />
      </div>
      <TextField label={t("field.role")} mono value={target.role} onChange={(given) => set({ role: given })} hint={warning("role")} error={errorOf("role")} />
      <RolePolicies role={role} />
    </div>
  );
}
