import { useQuery, useQueryClient } from "@tanstack/react-query";
import { accountRemove } from "../backend/bindings/commands";
import type { Account } from "../backend/bindings/types";
import { accountsQuery, removalQuery } from "../backend/queries";
import { ConfirmDialog, type Effect } from "../components/ConfirmDialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { showToast } from "../components/toasts";
import { useTranslation } from "../i18n/useTranslation";
import { keptForms } from "../launch/keptForms";
import { useCommand } from "../useCommand";

/** Asks before an account is forgotten, and says what that does and does not do. */
export function RemoveDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const client = useQueryClient();
  const removal = useQuery(removalQuery(account.id));
  const remove = useCommand(accountRemove, {
    failureIn: "here",
    onDone: async () => {
      keptForms.forgetAccount(account.id);
      onClose();
      showToast(t("remove.done", { alias: account.alias }), "", { tone: "good" });
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
    },
  });
  const jobEffects = (pending: boolean, count: number | undefined): Effect[] => {
    if (count === 0) return [];
    const unknown = pending ? t("remove.jobsCounting") : t("remove.jobsUnknown");
    return [{ id: "jobs", tone: "warning", text: count === undefined ? unknown : t("remove.jobs", { count }) }];
  };
  const effects: Effect[] = [
    { id: "secret", tone: "warning", text: t("remove.secret") },
    { id: "cache", tone: "warning", text: t("remove.cache") },
    ...jobEffects(removal.isPending, removal.data?.unfinishedJobs),
    { id: "journal", tone: "idle", text: t("remove.journal", { alias: account.alias }) },
    { id: "cloud", tone: "idle", text: t("remove.cloud") },
  ];
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("remove.title", { alias: account.alias })}
      badge={<EnvironmentBadge account={account} />}
      text={t("remove.text")}
      effects={effects}
      typed={
        isProduction(account)
          ? { label: t("remove.confirm"), word: account.alias, id: account.uid }
          : undefined
      }
      button={t(remove.busy ? "remove.busy" : "remove.button")}
      busy={remove.busy || removal.isPending}
      problem={remove.problem && <ProblemNote problem={remove.problem} />}
      onConfirm={() => remove.run(account.id)}
    />
  );
}
