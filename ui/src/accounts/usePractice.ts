import { useMutation, useQueryClient } from "@tanstack/react-query";
import { practiceClose, practiceOpen } from "../backend/bindings/commands";
import { accountsQuery } from "../backend/queries";

/** Opens and closes the practice cloud. */
export function usePractice(isOpen: boolean) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: async () => {
      await (isOpen ? practiceClose() : practiceOpen());
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
  return {
    isOpen,
    busy: change.isPending,
    error: change.error,
    change: () => {
      if (!change.isPending) change.mutate();
    },
  };
}
