import type { DeletionOrder, DeletionPlan } from "../backend/bindings/types";
import { canBeTyped } from "../components/canBeTyped";
import { useTranslation } from "../i18n/useTranslation";
import { countsOf } from "./chosen";

/** What has to be typed in production: the name of the only image or snapshot, otherwise how many there are. */
export function useConfirmWord(plan: DeletionPlan, order: DeletionOrder): { ask: string; word: string } {
  const { t } = useTranslation("deletion");
  const { images, snapshots } = countsOf(order);
  const [image] = order.images;
  const [snapshot] = order.snapshots;
  const named = (ask: string, name: string, id: string) => (canBeTyped(name) ? { ask, word: name } : { ask: t("confirm.typedId"), word: id });
  if (images === 1 && image && order.snapshots.length === 0) {
    const known = plan.images.find(({ row }) => row.key.id === image.key.id);
    return named(t("confirm.typedImage"), known?.row.name ?? "", image.key.id);
  }
  if (images === 0 && snapshots === 1 && snapshot) {
    const known = plan.snapshots.find(({ key }) => key.id === snapshot.id);
    return named(t("confirm.typedSnapshot"), known?.name ?? "", snapshot.id);
  }
  return { ask: t("confirm.typedNumber"), word: String(images + snapshots) };
}
