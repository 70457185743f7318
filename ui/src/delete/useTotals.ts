import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";

/** Gives what is taken back and deleted as a list: “2 shares, 1 image and 3 snapshots”. */
export function useTotals(): (counts: { images: number; snapshots: number; shares: number }) => string {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  return ({ images, snapshots, shares }) => {
    const words = [
      ...(shares > 0 ? [t("total.shares", { count: shares })] : []),
      ...(images > 0 ? [t("total.images", { count: images })] : []),
      ...(snapshots > 0 ? [t("total.snapshots", { count: snapshots, number: format.number(snapshots) })] : []),
    ];
    return format.list(words);
  };
}
