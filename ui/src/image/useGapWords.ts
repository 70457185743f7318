import type { DataDiskCandidate } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";

/** `+1 s` within one moment, `9 h 14 min earlier` beyond it. */
export function useGapWords(): (candidate: Pick<DataDiskCandidate, "gapSeconds" | "sameMoment">) => string {
  const { t } = useTranslation("image");
  const format = useFormat();
  return ({ gapSeconds, sameMoment }) => {
    if (gapSeconds === null) return t("disks.unknownTime");
    const duration = format.duration(Math.abs(gapSeconds) * 1000);
    if (sameMoment) return gapSeconds < 0 ? `−${duration}` : `+${duration}`;
    return t(gapSeconds < 0 ? "disks.earlier" : "disks.later", { duration });
  };
}
