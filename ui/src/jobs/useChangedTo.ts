import type { JobStep } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useSettingWords } from "../launch/useSettingWords";

/** Gives the words for what a step makes of an instance or a disk, as its request says; `null` before that is known. */
export function useChangedTo(): (step: JobStep) => string | null {
  const format = useFormat();
  const words = useSettingWords();
  return ({ kind, request }) => {
    const sent = new Map(request.map(({ name, value }) => [name, value ?? ""]));
    const number = (name: string) => (sent.has(name) ? Number(sent.get(name)) : null);
    switch (kind) {
      case "changeInstanceType":
        return sent.get("InstanceType") ?? null;
      case "resizeDisk": {
        const size = number("NewSize");
        return size === null ? null : format.size(size);
      }
      case "changeDiskCategory": {
        const category = sent.get("DiskCategory");
        return [category === undefined ? "" : words.category(category), sent.get("PerformanceLevel") ?? ""].join(" ").trim() || null;
      }
      case "changeBandwidth": {
        const bandwidth = number("InternetMaxBandwidthOut");
        return bandwidth === null ? null : `${format.number(bandwidth)} Mbit/s`;
      }
      default:
        return null;
    }
  };
}
