import { useQueryClient } from "@tanstack/react-query";
import { stepSkip } from "../backend/bindings/commands";
import type { Problem } from "../backend/bindings/types";
import { jobQuery, jobsQuery } from "../backend/queries";
import { useRequest } from "../useCommand";
import { UNDO_STEP } from "./undoOf";

/** Undoes a deletion before anything is sent. */
export function useUndo(jobId: number, onUndone?: () => void): { run: () => void; busy: boolean; problem: Problem | null } {
  const client = useQueryClient();
  const { run, busy, problem } = useRequest((requestId: string) => stepSkip(requestId, jobId, UNDO_STEP), {
    failureIn: "here",
    onDone: (job) => {
      client.setQueryData(jobQuery(jobId).queryKey, job);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      onUndone?.();
    },
  });
  // Not with the event of a click.
  return { run: () => run(), busy, problem };
}
