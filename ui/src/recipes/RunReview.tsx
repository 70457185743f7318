import type { Account, ImageDraft, RecipeRun } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { CloudText } from "../components/CloudText";
import { ReviewRow, ReviewRows } from "../components/ReviewRow";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { ReviewThen } from "../image/ReviewThen";

interface Props {
  run: RecipeRun;
  draft: ImageDraft;
  account: Account | undefined;
}

/** What the button of the dialog does, one thing a row. */
export function RunReview({ run, draft, account }: Props) {
  const { t } = useTranslation(["recipes", "image"]);
  const format = useFormat();
  const nameOf = useAccountName();
  const sizes = [draft.systemSizeGib, ...draft.dataDisks.map((disk) => disk.sizeGib)].map((size) => format.size(size));
  const at = format.dateTime(run.takenAt).slice(0, 16);
  const keys = draft.copyTo.flatMap(({ regionId, encryption }) => (encryption?.kmsKeyId ? [t("runDialog.kmsKey", { region: regionId, key: encryption.kmsKeyId })] : []));
  return (
    <ReviewRows>
      <ReviewRow icon="image" term={t("image:review.create")}>
        <b>
          <CloudText text={draft.name} />
        </b>{" "}
        {t("image:review.createText", { region: draft.regionId, account: account ? nameOf(account) : run.recipe.accountAlias })}
        {draft.family !== "" && t("image:review.createFamily", { family: draft.family })}
      </ReviewRow>
      <ReviewRow icon="instance" term={t("runDialog.instance")}>
        {run.recipe.instanceName} <span className="mono">{run.recipe.instanceId}</span>
      </ReviewRow>
      <ReviewRow icon="disk" term={t("image:review.from", { count: draft.dataDisks.length + 1 })}>
        {t("runDialog.disks", { gib: format.list(sizes), at })}
      </ReviewRow>
      <ReviewRow icon="snapshots" term={t("runDialog.systemSnapshot")}>
        <span className="mono">{draft.systemSnapshotId}</span>
      </ReviewRow>
      {draft.description !== "" && (
        <ReviewRow icon="edit" term={t("image:review.description")}>
          {draft.description}
        </ReviewRow>
      )}
      {draft.tags.length > 0 && (
        <ReviewRow icon="tag" term={t("image:review.tags")}>
          {format.list(draft.tags.map(({ key, value }) => (value === "" ? key : `${key}=${value}`)))}
        </ReviewRow>
      )}
      {draft.resourceGroupId !== "" && (
        <ReviewRow icon="grid" term={t("image:review.group")}>
          <span className="mono">{draft.resourceGroupId}</span>
        </ReviewRow>
      )}
      <ReviewRow icon="shield" term={t("image:review.check")}>
        {t(draft.imageCheck ? "image:review.checkOn" : "image:review.checkOff")}
      </ReviewRow>
      <ReviewThen draft={draft} />
      {keys.length > 0 && (
        <ReviewRow icon="key" term={t("runDialog.kmsKeys")}>
          {format.list(keys)}
        </ReviewRow>
      )}
    </ReviewRows>
  );
}
