import type { Account, Problem, ProofAttributeCode, ProvenInstance } from "../backend/bindings/types";
import { ConfirmDialog, type Effect } from "../components/ConfirmDialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";

interface Props {
  instance: ProvenInstance;
  /** Name of the instance, words of the attribute, what was asked for and what was read. */
  values: { name: string; attribute: string; asked: string; read: string };
  attribute: ProofAttributeCode;
  account: Account | undefined;
  busy: boolean;
  problem: Problem | null;
  onMend: () => void;
  onClose: () => void;
}

/** Says what setting a difference as it was asked for changes, before it is done. */
export function MendDialog({ instance, values, attribute, account, busy, problem, onMend, onClose }: Props) {
  const { t } = useTranslation("proof");
  const effects: Effect[] = [
    { id: "what", tone: "warning", text: t("mend.effect", values) },
    ...(attribute === "securityGroups" ? [{ id: "groups", tone: "warning" as const, text: t("mend.groups") }] : []),
    ...(attribute === "keyPair" ? [{ id: "keyPair", tone: "idle" as const, text: t("mend.keyPair") }] : []),
    { id: "stays", tone: "good", text: t("mend.stays") },
  ];
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("mend.title", values)}
      badge={account && <EnvironmentBadge account={account} />}
      text={t("mend.text")}
      effects={effects}
      typed={isProduction(account) ? { label: t("mend.typed"), word: instance.name, id: instance.id } : undefined}
      button={t("mend.button")}
      busy={busy}
      problem={problem && <ProblemNote problem={problem} />}
      onConfirm={onMend}
    />
  );
}
