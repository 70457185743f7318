import { NumberField } from "../components/NumberField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { deviceAt, LARGEST_GIB } from "./disks";

interface Props {
  /** Place of the disk: 0 is the system disk. */
  place: number;
  /** Size of the snapshot, GiB. */
  smallest: number | null;
  value: number;
  error: string | undefined;
  onChange: (sizeGib: number) => void;
}

/** How large a disk of the image is, not smaller than its snapshot. */
export function DiskSize({ place, smallest, value, error, onChange }: Props) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const min = smallest ?? 1;
  return (
    <NumberField
      label={t("disks.capacityOf", { device: deviceAt(place) })}
      value={value}
      min={min}
      max={LARGEST_GIB}
      bound={t("disks.atLeast", { min: format.number(min) })}
      format={format.number}
      error={error}
      onChange={onChange}
    />
  );
}
