import type { EditSource, Finding, ImageValues } from "../backend/bindings/types";
import { SelectField } from "../components/SelectField";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import type { Typed } from "./changes";
import type { EditCheck } from "./useImageEdit";
import styles from "./Edit.module.css";

interface Props {
  source: EditSource;
  values: ImageValues;
  check: EditCheck;
  onChange: (typed: Typed) => void;
}

/** Boot mode and features: what each means, what its change can break, and why it cannot be changed now. */
export function HardwarePart({ source, values, check: { at }, onChange }: Props) {
  const { t } = useTranslation("imageEdit");
  const words = useFindingWords();
  const barredBy = (field: string): Finding | undefined => source.findings.find((finding) => finding.field === field && finding.severity === "error");
  const state = (field: "bootMode" | "nvmeSupport" | "imdsSupport", meaning: string) => {
    const barred = barredBy(field);
    return {
      value: values[field],
      disabled: barred !== undefined,
      error: at(field),
      hint: barred ? words(barred).text : (at(field, "warning") ?? meaning),
      onChange: (value: string) => onChange({ [field]: value }),
    };
  };
  // What the cloud does not tell stays to be chosen as long as nothing else is.
  const options = (value: string, known: readonly { value: string; label: string }[]) =>
    known.some((option) => option.value === value) ? known : [{ value, label: value === "" ? t("edit.notTold") : value }, ...known];
  const same = (value: string) => ({ value, label: value });
  return (
    <>
      <h3 className={styles.title}>{t("edit.hardware")}</h3>
      <SelectField
        label={t("edit.bootMode.label")}
        options={options(values.bootMode, ["BIOS", "UEFI", "UEFI-Preferred"].map(same))}
        {...state("bootMode", t("edit.bootMode.hint"))}
      />
      <div className={styles.pair}>
        <SelectField
          label={t("edit.nvme.label")}
          options={options(values.nvmeSupport, (["supported", "unsupported"] as const).map((value) => ({ value, label: t(`edit.nvme.${value}`) })))}
          {...state("nvmeSupport", t("edit.nvme.hint"))}
        />
        <SelectField
          label={t("edit.imds.label")}
          options={options(values.imdsSupport, (["v1", "v2"] as const).map((value) => ({ value, label: t(`edit.imds.${value}`) })))}
          {...state("imdsSupport", t("edit.imds.hint"))}
        />
      </div>
    </>
  );
}
