import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountUnlockFor } from "../backend/bindings/commands";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";

const MINUTES = 30;

/** Lifts the read-only lock of an account for half an hour, and goes on with what it held up. */
export function UnlockButton({ accountId, onUnlocked }: { accountId: string; onUnlocked?: (() => void) | undefined }) {
  const { t } = useTranslation("jobs");
  const client = useQueryClient();
  const unlock = useMutation({
    mutationFn: () => accountUnlockFor(accountId, MINUTES),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onUnlocked?.();
    },
  });
  return (
    <>
      {unlock.isError && <ProblemNote problem={problemOf(unlock.error)} />}
      <Button variant="primary" aria-disabled={unlock.isPending || undefined} onClick={() => !unlock.isPending && unlock.mutate()}>
        {onUnlocked ? t("callout.unlockRetry", { minutes: MINUTES }) : t("callout.unlock", { minutes: MINUTES })}
      </Button>
    </>
  );
}
