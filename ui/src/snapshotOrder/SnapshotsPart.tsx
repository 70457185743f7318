import { FieldNote } from "../components/FieldNote";
import { MOST_TAGS, TagEditor } from "../components/TagEditor";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import type { SnapshotOrderState } from "./useSnapshotOrder";
import { useDiskWords } from "./useDiskWords";
import own from "./SnapshotOrder.module.css";

/** Name, description, retention period and tags of the snapshots. */
export function SnapshotsPart({ state }: { state: SnapshotOrderState }) {
  const { t } = useTranslation("snapshotOrder");
  const diskWords = useDiskWords();
  const { order, start, change, errorAt, retention, retentionWrong, setRetention } = state;
  const first = start.disks.find((disk) => disk.diskId === order.diskIds[0]);
  const named = !order.consistent && order.diskIds.length > 1 && first;
  return (
    <section className={own.part} aria-labelledby="snapshots-title">
      <h2 id="snapshots-title">{t("form.title")}</h2>
      <div className={own.form}>
        <TextField
          label={t(order.consistent ? "form.groupName" : "form.name")}
          value={order.name}
          error={errorAt("name")}
          hint={named ? t("form.nameHint", { example: `${order.name}-${diskWords.device(first)}` }) : undefined}
          onChange={(name) => change({ name })}
        />
        <TextField label={t("form.description")} aside={t("form.optional")} value={order.description} error={errorAt("description")} onChange={(description) => change({ description })} />
        {order.consistent ? (
          <div>
            <div className={own.label}>{t("form.retention")}</div>
            <FieldNote id="retention-note" hint={t("form.retentionOfGroup")} error={errorAt("retentionDays")} />
          </div>
        ) : (
          <TextField
            label={t("form.retention")}
            aside={t("form.optional")}
            value={retention}
            hint={t("form.retentionHint")}
            error={retentionWrong ? t("form.notANumber") : errorAt("retentionDays")}
            onChange={setRetention}
          />
        )}
        <div role="group" aria-labelledby="tags-title">
          <div id="tags-title" className={own.label}>
            {t("form.tags")} <span className="faint">{t("form.optional")}</span>
          </div>
          <TagEditor tags={order.tags} errorOf={(index, part) => errorAt(`tags.${index}.${part}`, ...(part === "key" ? [`tags.${index}`] : []))} onChange={(tags) => change({ tags })} />
          <FieldNote id="tags-note" error={errorAt("tags")} hint={t("form.tagCount", { count: order.tags.length, max: MOST_TAGS })} />
        </div>
      </div>
    </section>
  );
}
