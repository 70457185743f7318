import type { Account, DiskChange } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { CloudText } from "../components/CloudText";
import { ReviewRow, ReviewRows } from "../components/ReviewRow";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useSettingWords } from "../launch/useSettingWords";
import { useDiskWords } from "../snapshotOrder/useDiskWords";
import { diskFormOf } from "./draft";
import { Notes } from "./NotesPart";
import type { Change } from "./useChange";
import { usePriceLine } from "./usePriceLine";
import own from "./Change.module.css";

interface Props {
  change: Change;
  account: Account | undefined;
  onEdit: () => void;
}

/** Everything that the last button does: what changes, the stop and its mode, and what it costs. */
export function ReviewPart({ change, account, onEdit }: Props) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const format = useFormat();
  const nameOf = useAccountName();
  const price = usePriceLine(change);
  const { start, draft, answer, form } = change;
  const { instance } = start;
  return (
    <>
      <h2>{t("review.title")}</h2>
      <ReviewRows>
        <ReviewRow icon="instance" term={t("review.instance")}>
          <b>
            <CloudText text={instance.name || instance.key.id} />
          </b>
          {["", ...(instance.name === "" ? [] : [instance.key.id]), account ? nameOf(account) : instance.key.accountId, instance.zoneId || instance.key.regionId].join(" · ")}
        </ReviewRow>
        {draft.instanceType !== null && (
          <ReviewRow icon="chip" term={launch("matrix.type")} onEdit={onEdit}>
            {instance.instanceType} → <b>{draft.instanceType}</b>
          </ReviewRow>
        )}
        {draft.disks.map((disk) => (
          <DiskReview key={disk.diskId} disk={disk} change={change} onEdit={onEdit} />
        ))}
        {draft.bandwidthOut !== null && (
          <ReviewRow icon="network" term={t("bandwidth.title")} onEdit={onEdit}>
            {draft.bandwidthOut === 0 ? (
              <b className={own.danger}>
                <StatusShape tone="bad" /> {t("bandwidth.lost", { address: format.list(instance.publicIps) })}
              </b>
            ) : (
              <>
                {t("review.mbit", { number: format.number(start.bandwidthOut) })} → <b>{t("review.mbit", { number: format.number(draft.bandwidthOut) })}</b>
              </>
            )}
          </ReviewRow>
        )}
        <ReviewRow icon="power" term={t("review.stop")} onEdit={onEdit}>
          {answer?.needsStop ? (
            <>
              <b>{t("review.stops")}</b>
              {t(form.startAfter ? "review.thenStarts" : "review.staysStopped")}
            </>
          ) : (
            t(instance.status === "Running" ? "review.goesOn" : answer?.steps.some(({ kind }) => kind === "startInstances") ? "review.starts" : "review.isStopped")
          )}
        </ReviewRow>
        <ReviewRow icon="list" term={t("review.price")}>
          {price}
        </ReviewRow>
      </ReviewRows>
      <Notes change={change} />
    </>
  );
}

function DiskReview({ disk, change, onEdit }: { disk: DiskChange; change: Change; onEdit: () => void }) {
  const { t } = useTranslation("change");
  const format = useFormat();
  const words = useSettingWords();
  const diskWords = useDiskWords();
  const each = change.start.disks.find((other) => other.disk.diskId === disk.diskId);
  if (!each) return null;
  const { sizeGib, category, level } = diskFormOf(change.form, each);
  return (
    <ReviewRow icon="disk" term={t("review.disk", { device: diskWords.device(each.disk) })} onEdit={onEdit}>
      {diskWords.kind(each.disk)} →{" "}
      <b>
        {sizeGib === null ? "–" : format.size(sizeGib)}, {[words.category(category), level].join(" ").trim()}
      </b>
    </ReviewRow>
  );
}
