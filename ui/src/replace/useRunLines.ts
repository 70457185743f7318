import { visibleText } from "../components/CloudText";
import { useTranslation } from "../i18n/useTranslation";
import { nameOf } from "./names";
import type { Replacement } from "./useReplace";

export interface RunLine {
  id: string;
  title: string;
  text?: string | undefined;
}

/** The value that all of them have, or none have; `undefined` when they differ. */
function common<T>(values: readonly T[]): T | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}

/** Gives the steps of each instance, in order, as the job will run them. */
export function useRunLines({ draft, instances }: Pick<Replacement, "draft" | "instances">): RunLine[] {
  const { t } = useTranslation("replace");
  const [first] = instances;
  if (!first) return [];
  const name = draft.instanceIds.length === 1 ? visibleText(nameOf(first)) : null;
  const keyPairs = draft.signIn === "keyPair" ? instances.map((instance) => draft.keyPair || instance.keyPair) : [];
  const policies = draft.applyPolicy ? instances.map(({ policyId }) => policyId) : [];
  const keyPair = common(keyPairs);
  const policy = common(policies);
  const allStopped = instances.every(({ row }) => row.status === "Stopped");
  return [
    ...(draft.snapshotBefore ? [{ id: "snapshot", title: t("side.snapshot"), text: t("side.snapshotText", { name: visibleText(name === null ? `${draft.snapshotName}-i-…` : draft.snapshotName) }) }] : []),
    { id: "stop", title: name === null ? t("side.stopEach") : t("side.stop", { name }), text: t(allStopped ? "side.stopped" : "side.stopText") },
    { id: "replace", title: t("side.replace"), text: t("side.replaceText") },
    ...(keyPairs.some(Boolean) ? [{ id: "keyPair", title: keyPair ? t("side.keyPair", { keyPair: visibleText(keyPair) }) : t("side.keyPairEach") }] : []),
    ...(policies.some(Boolean) ? [{ id: "policy", title: policy ? t("side.policy", { policy: visibleText(policy) }) : t("side.policyEach") }] : []),
    ...(draft.startAfter ? [{ id: "start", title: name === null ? t("side.startEach") : t("side.start", { name }) }] : []),
  ];
}
