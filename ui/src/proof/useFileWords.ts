import { useTranslation } from "react-i18next";
import type { ProofAttributeCode } from "../backend/bindings/types";
import { useProofWords } from "./useProofWords";

const CODES: readonly ProofAttributeCode[] = [
  "image",
  "instanceType",
  "zone",
  "vSwitch",
  "securityGroups",
  "chargeType",
  "bandwidth",
  "publicAddress",
  "keyPair",
  "ramRole",
  "userData",
  "tags",
  "resourceGroup",
  "description",
  "deletionProtection",
  "settings",
  "diskCount",
  "devices",
  "content",
  "size",
  "category",
  "performanceLevel",
  "release",
  "encryption",
  "provisioned",
  "snapshotPolicy",
];

/** Gives the words that the file of a proof is written with, in the language of the window. */
export function useFileWords(name: string): () => Record<string, string> {
  const { t } = useTranslation("proof");
  const { t: instances } = useTranslation("instances");
  const words = useProofWords();
  return () => ({
    title: t("export.title", { name }),
    instance: t("table.instance"),
    instanceId: t("table.id"),
    status: instances("columns.status"),
    attribute: t("export.attribute"),
    asked: t("table.asked"),
    read: t("export.read"),
    result: t("export.result"),
    note: t("accept.note"),
    answers: t("export.answers"),
    readAt: t("export.readAt"),
    equal: t("value.same"),
    different: t("table.differs"),
    unread: t("explain.unread"),
    none: t("value.none"),
    ...Object.fromEntries(CODES.map((code) => [code, words.attribute(code)])),
  });
}
