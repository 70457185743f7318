import { useQueryClient } from "@tanstack/react-query";
import { practiceClose, practiceOpen } from "../backend/bindings/commands";
import { accountsQuery } from "../backend/queries";
import { keptForms } from "../launch/keptForms";
import { useCommand } from "../useCommand";

/** Opens and closes the practice cloud. */
export function usePractice(isOpen: boolean) {
  const client = useQueryClient();
  const { run, busy, problem } = useCommand(
    async () => {
      try {
        if (isOpen) {
          const practice = client.getQueryData(accountsQuery.queryKey)?.find(({ kind }) => kind === "practice");
          await practiceClose();
          if (practice) keptForms.forgetAccount(practice.id);
        } else await practiceOpen();
      } finally {
        await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      }
    },
    { failureIn: "here" },
  );
  return { isOpen, busy, problem, change: run };
}
