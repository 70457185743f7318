import type { ImageExportSource } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import spread from "../spread/Spread.module.css";

/** What an export costs and makes, and what is to be known of the objects. */
export function ExportEffects({ images }: { images: readonly ImageExportSource[] }) {
  const { t } = useTranslation("ossExport");
  const format = useFormat();
  const sum = (part: (image: ImageExportSource) => number) => images.reduce((all, image) => all + part(image), 0);
  return (
    <>
      <div className={spread.columns}>
        <div>
          <h3>{t("cost.title")}</h3>
          <p>{t("cost.text", { size: format.size(sum((image) => image.sizeGib)) })}</p>
        </div>
        <div>
          <h3>{t("made.title")}</h3>
          <p>{t("made.text", { count: sum((image) => image.disks) })}</p>
        </div>
      </div>
      <ul className={spread.effects}>
        <li>
          <StatusShape tone="warning" />
          <span>{t("effect.content")}</span>
        </li>
        <li>
          <StatusShape tone="idle" />
          <span>{t("effect.image")}</span>
        </li>
      </ul>
    </>
  );
}
