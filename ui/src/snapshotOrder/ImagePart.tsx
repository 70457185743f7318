import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import type { SnapshotOrderState } from "./useSnapshotOrder";
import own from "./SnapshotOrder.module.css";

/** The image that is made of the snapshots, when it is wanted. */
export function ImagePart({ state }: { state: SnapshotOrderState }) {
  const { t } = useTranslation("snapshotOrder");
  const { image, withImage, setWithImage, changeImage, errorAt } = state;
  return (
    <section className={own.part} aria-label={t("image.then")}>
      <label className={own.check}>
        <Checkbox checked={withImage} aria-describedby="then-note" onChange={(event) => setWithImage(event.target.checked)} />
        <span className="medium">{t("image.then")}</span>
      </label>
      <FieldNote id="then-note" hint={t("image.thenHint")} />
      {withImage && (
        <div className={own.form}>
          <TextField label={t("image.name")} value={image.name} error={errorAt("image.name")} onChange={(name) => changeImage({ name })} />
          <TextField label={t("image.description")} aside={t("form.optional")} value={image.description} error={errorAt("image.description")} onChange={(description) => changeImage({ description })} />
          <TextField label={t("image.family")} aside={t("form.optional")} value={image.family} error={errorAt("image.family")} onChange={(family) => changeImage({ family })} />
          <label className={own.check}>
            <Checkbox checked={image.imageCheck} onChange={(event) => changeImage({ imageCheck: event.target.checked })} />
            {t("image.check")}
          </label>
          <FieldNote id="check-note" error={errorAt("image.imageCheck")} />
        </div>
      )}
    </section>
  );
}
