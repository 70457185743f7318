import type { ComparedAttribute, ComparedValue } from "../backend/bindings/types";
import { imageWord } from "../components/imageStatus";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";

/** Every attribute; the compiler finds one that is missing. */
const ALL: Record<ComparedAttribute, true> = {
  image: true,
  status: true,
  os: true,
  platform: true,
  architecture: true,
  bootMode: true,
  diskCount: true,
  sizes: true,
  devices: true,
  snapshots: true,
  encrypted: true,
  nvme: true,
  imds: true,
  secureBoot: true,
  cloudInit: true,
  license: true,
  productCode: true,
  family: true,
  name: true,
  description: true,
  version: true,
  copied: true,
  created: true,
  sharedWith: true,
  check: true,
  tags: true,
  instances: true,
  resourceGroup: true,
};
export const ATTRIBUTES = Object.keys(ALL) as ComparedAttribute[];

/** A value in words, and all of it where the words are only a count. */
export interface ValueWords {
  text: string;
  tip?: string;
}

const CHECKS = ["noRisk", "medium", "high", "checking", "none", "encrypted"] as const;

/** A tag as the core writes it: an equals sign of its key is escaped. */
const tagKey = (text: string) => (text.split("=")[0] ?? "").replaceAll("%3D", "=").replaceAll("%25", "%");

/** Gives the words for values, in the language of the window. What the cloud has written stays as it is. */
export function useCompareWords() {
  const { t } = useTranslation("compare");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const problems = useProblemWords();

  const flag = (value: string) => (value === "true" ? t("value.yes") : value === "false" ? t("value.no") : value);
  const support = (value: string) => (value === "supported" || value === "unsupported" ? t(`value.${value}`) : value);
  const read = (attribute: ComparedAttribute, values: readonly string[]): ValueWords => {
    const [first = ""] = values;
    const number = format.number(values.length);
    switch (attribute) {
      case "status":
        return { text: imageWord(first, common) };
      case "sizes":
        return { text: format.list(values.map((value) => format.size(Number(value)))) };
      case "diskCount":
      case "instances":
        return { text: format.number(Number(first)) };
      case "snapshots":
        return { text: t("value.snapshots", { count: values.length, number }), tip: values.join("\n") };
      case "sharedWith":
        return values.length === 0 ? { text: t("value.nobody") } : { text: t("value.accounts", { count: values.length, number }), tip: values.join("\n") };
      case "created":
        return { text: format.dateTime(Date.parse(first)) };
      case "encrypted":
      case "cloudInit":
      case "copied":
        return { text: flag(first) };
      case "nvme":
      case "secureBoot":
        return { text: support(first) };
      case "check": {
        const known = CHECKS.find((word) => word === first);
        const risks = values.slice(3).join("\n");
        return { text: known ? t(`check.${known}`, { risks: values[1] ?? "", all: values[2] ?? "" }) : first, ...(risks !== "" && { tip: risks }) };
      }
      case "tags":
        return values.length === 0 ? { text: t("value.none") } : { text: values.map(tagKey).join(", "), tip: values.join("\n") };
      case "resourceGroup":
        return { text: first || t("value.defaultGroup") };
      default:
        return { text: values.join(", ") || t("value.none") };
    }
  };
  return {
    attribute: (attribute: ComparedAttribute) => t(`attributes.${attribute}`),
    value: (attribute: ComparedAttribute, value: ComparedValue): ValueWords => {
      if (value.kind === "read") return read(attribute, value.values);
      if (value.kind === "refused") {
        const { title, text } = problems(value.problem);
        return { text: t("unread.refused", { reason: value.problem.provider?.code ?? title }), tip: [title, text].join("\n") };
      }
      return { text: t(`unread.${value.kind}`) };
    },
  };
}
