import type { OrderDisk } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { shortDevice } from "../launch/disks";
import { useCategoryWord } from "../launch/useCategoryWord";

/** Gives the words for a disk of an instance. */
export function useDiskWords() {
  const category = useCategoryWord();
  const format = useFormat();
  const size = (disk: Pick<OrderDisk, "sizeGib">) => (disk.sizeGib === null ? "–" : format.size(disk.sizeGib));
  return {
    device: (disk: Pick<OrderDisk, "device" | "diskId">): string => shortDevice(disk.device) || disk.diskId,
    size,
    /** “60 GiB, ESSD PL0”. */
    kind: (disk: OrderDisk): string => `${size(disk)}, ${[category(disk.category), disk.performanceLevel].filter(Boolean).join(" ")}`,
  };
}
