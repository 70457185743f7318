import { useQueryClient } from "@tanstack/react-query";
import { stepSkip, stepStop } from "../backend/bindings/commands";
import type { JobDetail, JobStep } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { jobQuery, jobsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";
import { useCommand } from "../useCommand";
import { UNDO_STEP } from "./undoOf";

const canStop = ({ state, actions }: JobStep) => actions.leaveRest || (actions.skip && state !== "failed");

/** Leaves out every step of a deletion that has not begun, and what the others have not sent yet. */
export function useStopRest(job: JobDetail): { run: () => void; busy: boolean; possible: boolean } {
  const client = useQueryClient();
  const jobId = job.summary.id;
  const isOpen = job.steps.find(({ position }) => position === UNDO_STEP)?.state === "done";
  // The last one first: the end of a step lets the next one begin.
  const steps = job.steps.filter(canStop).toReversed();
  const { run, busy } = useCommand(
    async () => {
      // What is at work sends nothing more before anything else is asked.
      for (const { position } of steps.filter(({ actions }) => actions.leaveRest)) await unlessMovedOn(stepStop(newRequestId(), jobId, position));
      for (const { position, kind, actions } of steps) {
        if (actions.leaveRest || (await unlessMovedOn(stepSkip(newRequestId(), jobId, position)))) continue;
        // It has begun meanwhile, or went with the step that it needs.
        if (kind === "deleteSnapshots") await unlessMovedOn(stepStop(newRequestId(), jobId, position));
      }
    },
    {
      onDone: () => {
        void client.invalidateQueries({ queryKey: jobQuery(jobId).queryKey });
        void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      },
    },
  );
  return { run: () => run(), busy, possible: isOpen && job.summary.finishedAt === null && steps.length > 0 };
}

/** Whether it was done, and not too late. */
async function unlessMovedOn(done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (thrown) {
    if (problemOf(thrown).code !== "stepMovedOn") throw thrown;
    return false;
  }
}
