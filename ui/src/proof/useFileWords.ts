import type { ProofAttributeCode } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { useProofWords } from "./useProofWords";

/** Every attribute; the compiler finds one that is missing. */
const CODES: Record<ProofAttributeCode, true> = {
  image: true,
  instanceType: true,
  zone: true,
  vSwitch: true,
  securityGroups: true,
  chargeType: true,
  bandwidth: true,
  publicAddress: true,
  keyPair: true,
  ramRole: true,
  userData: true,
  tags: true,
  resourceGroup: true,
  description: true,
  deletionProtection: true,
  settings: true,
  diskCount: true,
  devices: true,
  content: true,
  size: true,
  category: true,
  performanceLevel: true,
  release: true,
  encryption: true,
  provisioned: true,
  snapshotPolicy: true,
};
const ATTRIBUTES = Object.keys(CODES) as ProofAttributeCode[];

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
    ...Object.fromEntries(ATTRIBUTES.map((code) => [code, words.attribute(code)])),
  });
}
