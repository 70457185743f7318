import { useTranslation } from "react-i18next";
import type { OrderDisk } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { CATEGORIES, shortDevice } from "../launch/disks";

/** Gives the words for a disk of an instance. */
export function useDiskWords() {
  const { t: launch } = useTranslation("launch");
  const format = useFormat();
  const size = (disk: Pick<OrderDisk, "sizeGib">) => (disk.sizeGib === null ? "–" : format.size(disk.sizeGib));
  return {
    device: (disk: Pick<OrderDisk, "device" | "diskId">): string => shortDevice(disk.device) || disk.diskId,
    size,
    /** “60 GiB, ESSD PL0”. */
    kind: (disk: OrderDisk): string => {
      const known = CATEGORIES.find((category) => category === disk.category);
      return `${size(disk)}, ${[known ? launch(`category.${known}`) : disk.category, disk.performanceLevel].filter(Boolean).join(" ")}`;
    },
  };
}
