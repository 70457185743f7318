import { useQueryClient } from "@tanstack/react-query";
import { proofAccept, proofAgain, proofMend } from "../backend/bindings/commands";
import type { AcceptedDifference, FleetProof, JobDetail, Problem } from "../backend/bindings/types";
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
  const follow = (job: JobDetail) => {
    client.setQueryData(jobQuery(jobId).queryKey, job);
    void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
  };
  const accept = useRequest<[AcceptedDifference, () => void], FleetProof>((requestId, accepted) => proofAccept(requestId, jobId, position, accepted), {
    failureIn: "here",
    onDone: (proof, _, done) => {
      client.setQueryData(proofQuery(jobId, position).queryKey, proof);
      done();
    },
  });
  const again = useRequest((requestId: string) => proofAgain(requestId, jobId, position), {
    failureIn: "here",
    onDone: follow,
  });
  const mend = useRequest<[CellPlace, () => void], JobDetail>((requestId, { instanceId, attribute }) => proofMend(requestId, jobId, position, instanceId, attribute), {
    failureIn: "here",
    onDone: (job, _, done) => {
      follow(job);
      done();
    },
  });
  return {
    mend: { run: mend.run, busy: mend.busy, problem: mend.problem, reset: mend.reset },
    accept: { run: accept.run, busy: accept.busy, problem: accept.problem, reset: accept.reset },
    again: { run: () => again.run(), busy: again.busy, problem: again.problem },
  };
}
