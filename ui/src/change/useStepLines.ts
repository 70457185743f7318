import type { ChangeStep } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useSettingWords } from "../launch/useSettingWords";
import { useDiskWords } from "../snapshotOrder/useDiskWords";
import { diskFormOf } from "./draft";
import type { Change } from "./useChange";

/** Gives the words for a step to come: what it does, and how. */
export function useStepLines({ start, asked: { form, draft } }: Change): (step: ChangeStep) => { title: string; text: string } {
  const { t } = useTranslation("change");
  const format = useFormat();
  const words = useSettingWords();
  const diskWords = useDiskWords();
  const name = start.instance.name || start.instance.key.id;
  const running = start.instance.status === "Running";
  return ({ kind, diskId }) => {
    const each = start.disks.find(({ disk }) => disk.diskId === diskId);
    const disk = each && diskFormOf(form, each);
    const device = each ? diskWords.device(each.disk) : (diskId ?? "");
    switch (kind) {
      case "resizeDisk":
        return {
          title: t("run.resize", { device, size: disk?.sizeGib == null ? "–" : format.size(disk.sizeGib) }),
          text: t(running && each?.growsWhileRunning ? "run.online" : "run.offline"),
        };
      case "changeDiskCategory":
        return { title: t("run.category", { device, category: disk ? [words.category(disk.category), disk.level].join(" ").trim() : "–" }), text: t("run.categoryText") };
      case "changeBandwidth":
        return { title: draft.bandwidthOut === 0 ? t("run.noBandwidth") : t("run.bandwidth", { number: draft.bandwidthOut === null ? "–" : format.number(draft.bandwidthOut) }), text: "ModifyInstanceNetworkSpec" };
      case "stopInstances":
        return { title: t("run.stop", { name }), text: t("run.stopText") };
      case "changeInstanceType":
        return { title: t("run.type", { type: draft.instanceType ?? "–" }), text: start.subscription ? "ModifyPrepayInstanceSpec" : "ModifyInstanceSpec" };
      case "startInstances":
        return { title: t("run.start", { name }), text: "" };
      default:
        return { title: kind, text: "" };
    }
  };
}
