import type { Finding } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { useFormat } from "../format/useFormat";
import type { Words } from "./problemWords";
import { useTranslation } from "./useTranslation";

/** The field a sentence of its own exists for: tags are numbered, their sentences are not. */
const spoken = (field: string) =>
  field
    .replace(/^tags\.\d+\.key$/, "tagKey")
    .replace(/^tags\.\d+\.value$/, "tagValue")
    .replace(/^(copyTo|copies)\.\d+\.name$/, "copyName")
    .replace(/^copies\.\d+\.regionId$/, "copyRegion")
    .replace(/^(copyTo|copies)\.\d+\.kmsKeyId$/, "copyKey")
    .replace(/^disks\.\d+\.category$/, "diskCategory")
    .replace(/^disks\.\d+\.performanceLevel$/, "diskLevel")
    .replace(/^disks\.\d+\.sizeGib$/, "diskSize");

/** Gives the words for what a rule found, in the language of the window. */
export function useFindingWords(): (finding: Finding) => Words {
  const { t, i18n } = useTranslation("findings");
  const format = useFormat();
  const say = t as (key: string, params: object) => string;

  const gap = (code: "otherMoment" | "diskLeftOut", seconds: number) =>
    t(`code.${code}.${seconds < 0 ? "earlier" : "later"}`, { duration: format.duration(Math.abs(seconds) * 1000) });

  return ({ code, field, params }) => {
    const base = `code.${code}`;
    if (code === "diskLeftOut") {
      const count = Number(params.count ?? 1);
      const seconds = params.seconds === undefined ? null : Number(params.seconds);
      const kind = seconds === null ? "none" : Math.abs(seconds) <= 60 ? "picked" : "text";
      return { title: t("code.diskLeftOut.title", { count }), text: t(`code.diskLeftOut.${kind}`, { count, gap: gap(code, seconds ?? 0) }) };
    }
    if (code === "otherMoment" && params.seconds === undefined) return { title: t("code.otherMoment.title"), text: t("code.otherMoment.unknown") };
    const values = {
      ...params,
      ...(params.character !== undefined && { character: visibleText(params.character) }),
      ...(code === "otherMoment" && { gap: gap(code, Number(params.seconds ?? 0)) }),
      ...((code === "newerSetPassedOver" || code === "oldListing") && { date: format.dateTime(Number(params.at ?? 0)).slice(0, 16) }),
      ...(code === "automaticRelease" && { date: format.dayInYear(Number(params.at ?? 0)) }),
      ...(params.min !== undefined && { min: format.number(Number(params.min)) }),
      ...(params.max !== undefined && { max: format.number(Number(params.max)) }),
      ...((code === "notFinished" || code === "createdWhenFinished") && { progress: format.percent(Number.parseInt(params.progress ?? "0", 10) || 0) }),
    };
    const atField = `field.${spoken(field)}.${code}`;
    return {
      title: say(`${base}.title`, values),
      text: say(i18n.exists(`findings:${atField}`) ? atField : `${base}.text`, values),
    };
  };
}
