import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountRemove } from "../backend/bindings/commands";
import type { Account } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { ConfirmDialog, type Effect } from "../components/ConfirmDialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isUnfinished } from "../components/imageStatus";
import { ProblemNote } from "../components/ProblemNote";
import { tell } from "../components/toasts";

/** Asks before an account is forgotten, and says what that does and does not do. */
export function RemoveDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const client = useQueryClient();
  const { data: jobs } = useQuery(jobsQuery);
  const running = jobs?.filter((job) => job.accountId === account.id && isUnfinished(job)).length ?? 0;
  const remove = useMutation({
    mutationFn: () => accountRemove(account.id),
    onSuccess: async () => {
      onClose();
      tell(t("remove.done", { alias: account.alias }), "", { tone: "good" });
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
    },
  });
  const effects: Effect[] = [
    { id: "secret", tone: "warning", text: t("remove.secret") },
    { id: "cache", tone: "warning", text: t("remove.cache") },
    ...(running > 0 ? [{ id: "jobs", tone: "warning", text: t("remove.jobs", { count: running }) } satisfies Effect] : []),
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
        account.environment === "production"
          ? { label: t("remove.confirm"), word: account.alias, mismatch: t("remove.mismatch", { alias: account.alias }) }
          : undefined
      }
      button={t(remove.isPending ? "remove.busy" : "remove.button")}
      busy={remove.isPending}
      problem={remove.isError && <ProblemNote problem={problemOf(remove.error)} />}
      onConfirm={() => remove.mutate()}
    />
  );
}
