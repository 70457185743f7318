import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { proofAccept, proofAgain, proofMend } from "../backend/bindings/commands";
import type { AcceptedDifference, FleetProof, JobDetail, Problem, ProofAttributeCode } from "../backend/bindings/types";
import { jobQuery, jobsQuery, proofQuery } from "../backend/queries";
import { useRequest } from "../useCommand";
import type { CellPlace } from "./columns";

export interface ProofCommands {
  mend: { run: (place: CellPlace, done: () => void) => void; busy: boolean; problem: Problem | null; reset: () => void };
  accept: { run: (accepted: AcceptedDifference, done: () => void) => void; busy: boolean; problem: Problem | null; reset: () => void };
  again: { run: () => void; busy: boolean; problem: Problem | null };
}

/** What can be done with the proof of a step: accept a difference, set it as asked, or read everything once more. */
export function useProofCommands(jobId: number, position: number): ProofCommands {
  const client = useQueryClient();
  const after = useRef<(() => void) | undefined>(undefined);
  const follow = (job: JobDetail) => {
    client.setQueryData(jobQuery(jobId).queryKey, job);
    void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
  };
  const accept = useRequest((requestId: string, accepted: AcceptedDifference) => proofAccept(requestId, jobId, position, accepted), {
    failureIn: "here",
    onDone: (proof: FleetProof) => {
      client.setQueryData(proofQuery(jobId, position).queryKey, proof);
      after.current?.();
    },
  });
  const again = useRequest((requestId: string) => proofAgain(requestId, jobId, position), {
    failureIn: "here",
    onDone: follow,
  });
  const mend = useRequest((requestId: string, instanceId: string, attribute: ProofAttributeCode) => proofMend(requestId, jobId, position, instanceId, attribute), {
    failureIn: "here",
    onDone: (job) => {
      follow(job);
      after.current?.();
    },
  });
  return {
    mend: {
      run: (place, done) => {
        after.current = done;
        mend.run(place.instanceId, place.attribute);
      },
      busy: mend.busy,
      problem: mend.problem,
      reset: mend.reset,
    },
    accept: {
      run: (accepted, done) => {
        after.current = done;
        accept.run(accepted);
      },
      busy: accept.busy,
      problem: accept.problem,
      reset: accept.reset,
    },
    again: { run: () => again.run(), busy: again.busy, problem: again.problem },
  };
}
