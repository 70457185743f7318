import type { CopySource } from "../backend/bindings/types";
import { imageTone, imageWord } from "../components/imageStatus";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import type { Place } from "./copies";

/** What a region has of an image now. */
export function ThereNow({ place, source }: { place: Place; source: CopySource }) {
  const { t } = useTranslation("spread");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const now = useNow(60_000);
  if (place.kind === "there" || place.kind === "sameName") {
    const { status, createdAt } = place.there;
    if (status !== "Available") {
      return (
        <>
          <Status tone={imageTone(status)}>{status === "Creating" ? t("there.copying") : status === "Waiting" ? t("there.queued") : imageWord(status, common)}</Status>
          {place.kind === "sameName" && <span className="faint">{t("there.sameName")}</span>}
        </>
      );
    }
    // It may be something else: the names are all that is known.
    if (place.kind === "sameName") return <Status tone="idle">{createdAt === null ? t("there.sameName") : t("there.sameNameSince", { age: format.age(createdAt, now) })}</Status>;
    return <Status tone="good">{createdAt === null ? t("there.present") : t("there.presentSince", { age: format.age(createdAt, now) })}</Status>;
  }
  if (place.kind !== "free") return <span className="faint">{t(`there.${place.kind}`)}</span>;
  const { there, listed } = place;
  if (there === null) return <span className="faint">{t(listed ? "there.none" : "there.unknown")}</span>;
  if (!there.older) return <Status tone="bad">{t("there.failed")}</Status>;
  const behind = source.createdAt !== null && there.createdAt !== null ? format.duration(source.createdAt - there.createdAt) : null;
  return <Status tone="warning">{behind === null ? t("there.older") : t("there.behind", { duration: behind })}</Status>;
}
