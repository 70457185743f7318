import { useQueryClient } from "@tanstack/react-query";
import { stepSkip } from "../backend/bindings/commands";
import type { JobDetail } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { jobQuery, jobsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";
import { useCommand } from "../useCommand";
import { UNDO_STEP } from "./undoOf";

/** Leaves out every step of a deletion that has not begun. What has begun goes on. */
export function useStopRest(job: JobDetail): { run: () => void; busy: boolean; possible: boolean } {
  const client = useQueryClient();
  const jobId = job.summary.id;
  const isOpen = job.steps.find(({ position }) => position === UNDO_STEP)?.state === "done";
  // The last one first: the end of a step lets the next one begin.
  const positions = job.steps.filter((step) => step.state === "pending" && step.actions.skip).map(({ position }) => position).toReversed();
  const { run, busy } = useCommand(
    async () => {
      for (const position of positions) {
        try {
          await stepSkip(newRequestId(), jobId, position);
        } catch (thrown) {
          // It has begun meanwhile, or went with the step that it needs.
          if (problemOf(thrown).code !== "stepMovedOn") throw thrown;
        }
      }
    },
    {
      onDone: () => {
        void client.invalidateQueries({ queryKey: jobQuery(jobId).queryKey });
        void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      },
    },
  );
  return { run: () => run(), busy, possible: isOpen && job.summary.finishedAt === null && positions.length > 0 };
}
