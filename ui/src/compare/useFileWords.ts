import type { ComparedRelation } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { ATTRIBUTES, useCompareWords } from "./compareWords";

/** Gives the words that the file of a comparison is written with, in the language of the window. */
export function useFileWords(): (kind: ComparedRelation["kind"]) => Record<string, string> {
  const { t } = useTranslation("compare");
  const words = useCompareWords();
  return (kind) => ({
    attribute: t("export.attribute"),
    group: t("export.group"),
    result: t("export.result"),
    a: t("side.a"),
    b: t("side.b"),
    matters: t("groups.matters"),
    usual: t(kind === "copy" ? "groups.usual" : "groups.other"),
    equal: t("mark.equal"),
    different: t("mark.different"),
    unread: t("mark.unread"),
    notTold: t("unread.notTold"),
    ofOthers: t("unread.ofOthers"),
    notListed: t("unread.notListed"),
    ...Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, words.attribute(attribute)])),
  });
}
