import { useSharees } from "../addressBook/useSharees";
import type { ImageDraft } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { usePriceWords } from "../launch/usePriceWords";
import { inFours } from "./accountIds";
import { ReviewRow } from "../components/ReviewRow";

/** The steps after the image: to which regions it is copied, with whom it is shared, and how it is tested. */
export function ReviewThen({ draft, onEdit }: { draft: ImageDraft; onEdit?: () => void }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const nameOf = useAccountName();
  const sharee = useSharees();
  const { copyTo, shareWith, testLaunch } = draft;
  const prices = usePriceWords();
  const same = copyTo.every((target) => target.name === draft.name);
  const edit = onEdit ? { onEdit } : {};
  const copies = copyTo.map(({ regionId, name, encryption }) => {
    const copy = name === draft.name ? regionId : t("review.copyAs", { region: regionId, name });
    return encryption ? t("review.copyEncrypted", { copy }) : copy;
  });
  const sharees = shareWith.map((id) => {
    const { account, entry } = sharee(id);
    const name = account ? nameOf(account) : entry?.name;
    return name ? t("review.sharee", { name, id: inFours(id) }) : inFours(id);
  });
  return (
    <>
      {copyTo.length > 0 && (
        <ReviewRow icon="copy" term={t("review.copyTo", { count: copyTo.length })} {...edit}>
          {same ? t("review.copySame", { regions: format.list(copies) }) : format.list(copies)}
        </ReviewRow>
      )}
      {shareWith.length > 0 && (
        <ReviewRow icon="share" term={t("review.share", { count: shareWith.length })} {...edit}>
          {copyTo.length > 0
            ? t("review.shareEverywhere", { accounts: format.list(sharees), count: copyTo.length + 1 })
            : t("review.shareHere", { accounts: format.list(sharees), region: draft.regionId })}
        </ReviewRow>
      )}
      {testLaunch && (
        <ReviewRow icon="play" term={t("review.test")} {...edit}>
          {testLaunch.release.kind === "afterMinutes"
            ? t("review.testMinutes", { type: testLaunch.instanceType, zone: testLaunch.zoneId, count: testLaunch.release.minutes })
            : t("review.testConfirmed", { type: testLaunch.instanceType, zone: testLaunch.zoneId })}{" "}
          {testLaunch.price ? t("test.cost", { currency: testLaunch.price.currency, amount: prices.amount(testLaunch.price.hourly) }) : t("test.costUnknown")}
        </ReviewRow>
      )}
    </>
  );
}
