import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import type { Change } from "./useChange";

/** Whether a change is made while the instance runs. */
export function EffectMark({ change: { start }, needsStop }: { change: Change; needsStop: boolean }) {
  const { t } = useTranslation("change");
  if (start.instance.status !== "Running") return <Status tone="idle">{t("effect.stopped")}</Status>;
  return needsStop ? <Status tone="warning">{t("effect.needsStop")}</Status> : <Status tone="good">{t("effect.running")}</Status>;
}
