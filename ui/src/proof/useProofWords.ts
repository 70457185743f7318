import type { ProofAttributeCode } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useChargeWord } from "../instances/useChargeWord";
import { useCategoryWord } from "../launch/useCategoryWord";

/** Attributes with a value for each disk. */
const FLAGS: readonly ProofAttributeCode[] = ["deletionProtection", "release", "encryption"];
/** Attributes of which only what is more and what is less is of interest. */
const SETS: readonly ProofAttributeCode[] = ["securityGroups", "tags", "settings"];

/** What one list of values has that another has not. */
const without = (values: readonly string[], others: readonly string[]): string[] => values.filter((value) => !others.includes(value));

/** What was read and not asked for, and the other way round; `null` for an attribute that is not a set. */
export function setDifference(code: ProofAttributeCode, asked: readonly string[], read: readonly string[]): { more: string[]; fewer: string[] } | null {
  if (!SETS.includes(code)) return null;
  return { more: without(read, asked), fewer: without(asked, read) };
}

/** Gives the words for the values of a proof. */
export function useProofWords() {
  const { t } = useTranslation("proof");
  const category = useCategoryWord();
  const charge = useChargeWord();
  const format = useFormat();

  const one = (code: ProofAttributeCode, value: string): string => {
    if (value === "") return code === "performanceLevel" || code === "provisioned" ? "–" : t("value.none");
    const isNumber = /^\d+$/.test(value);
    if (code === "publicAddress" && isNumber) return t(value === "0" ? "value.none" : "value.one");
    if (code === "bandwidth" && isNumber) return t("value.mbit", { value: format.number(Number(value)) });
    if ((code === "size" || code === "diskCount") && isNumber) return format.number(Number(value));
    if (code === "chargeType") return charge(value);
    if (code === "category") return category(value);
    if (FLAGS.includes(code) || value === "true" || value === "false") {
      if (value === "true") return t("value.yes");
      if (value === "false") return t("value.no");
    }
    return value;
  };

  const all = (code: ProofAttributeCode, values: readonly string[]): string => (values.length === 0 ? t("value.none") : values.map((value) => one(code, value)).join(", "));

  return {
    attribute: (code: ProofAttributeCode) => t(`attribute.${code}`),
    /** What more there is to be known of an attribute than its name. */
    tip: (code: ProofAttributeCode): string | undefined => (code === "content" || code === "release" || code === "userData" ? t(`tip.${code}`) : undefined),
    /** What was asked for. */
    asked: (code: ProofAttributeCode, values: readonly string[]): string => {
      if (code === "content") return t("value.ofImage");
      if (code === "userData") return t(values.every((value) => value === "" || value === "false") ? "value.none" : "value.same");
      return all(code, values);
    },
    /** What was read, of a cell that differs. */
    read: (code: ProofAttributeCode, values: readonly string[], asked: readonly string[]): string => {
      if (code === "userData") return t(values.includes("false") ? "value.none" : "value.other");
      const difference = setDifference(code, asked, values);
      if (!difference) return all(code, values);
      const parts = [...difference.more.map((value) => t("value.more", { value: one(code, value) })), ...difference.fewer.map((value) => t("value.fewer", { value: one(code, value) }))];
      return parts.length > 0 ? parts.join(", ") : all(code, values);
    },
    /** Every value. */
    values: (code: ProofAttributeCode, values: readonly string[]): string => {
      if (code !== "userData") return all(code, values);
      return t(values.includes("other") ? "value.other" : values.includes("true") ? "value.same" : "value.none");
    },
  };
}
