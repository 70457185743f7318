import type { ReplaceEffect, ReplaceInstance } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { shortDevice } from "../launch/disks";
import { useCategoryWord } from "../launch/useCategoryWord";

/** A thing that an instance has, and what becomes of it. */
export interface EffectWords {
  name: string;
  text: string;
}

/** What has a name of its own when the cloud tells no value for it. */
const VALUE_OF = { dataDisks: "devices", addresses: "addresses" } as const;

/** Gives the words for what becomes of what an instance has. */
export function useEffectWords(): (effect: ReplaceEffect) => EffectWords {
  const { t, i18n } = useTranslation("replace");
  const say = t as (key: string, values: object) => string;
  const format = useFormat();
  return ({ code, fate, params }) => {
    const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, visibleText(value)]));
    const devices = (params.devices ?? "").split(", ").filter(Boolean).map((device) => visibleText(shortDevice(device)));
    const values = { ...shown, devices: format.list(devices), count: Number(params.count ?? 1), size: params.sizeGib ? format.size(Number(params.sizeGib)) : "–" };
    const nameless = code in VALUE_OF && !params[VALUE_OF[code as keyof typeof VALUE_OF]];
    const service = code === "encryption" && fate === "setAgain" && !params.kmsKeyId ? "Service" : "";
    const own = `effect.${code}.${fate}${service}`;
    return {
      name: say(`effect.${code}.${nameless ? "nameless" : "name"}`, values),
      text: say(i18n.exists(`replace:${own}`, values) ? own : `fate.${fate}`, values),
    };
  };
}

/** Gives the category and level of a system disk in words: “ESSD PL0”. */
export function useCategoryWords(): (instance: Pick<ReplaceInstance, "category" | "performanceLevel">) => string {
  const word = useCategoryWord();
  return ({ category, performanceLevel }) => [visibleText(word(category)), performanceLevel].filter(Boolean).join(" ");
}
