import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Account, JobDetail } from "../backend/bindings/types";
import { proofQuery } from "../backend/queries";
import { useTranslation } from "../i18n/useTranslation";
import { AbsentRows } from "./AbsentRows";
import { fleetOf } from "./launched";
import { LaunchStages } from "./LaunchStages";
import { MissingBanner } from "./MissingBanner";
import { ProofPart } from "./ProofPart";
import { newestProof, newestProver } from "./proofSteps";
import { WithoutProof } from "./WithoutProof";

interface Props {
  job: JobDetail;
  account: Account | undefined;
  /** Steps that failed or wait for somebody. */
  children: ReactNode;
}

/** The upper part of the page of a launch: its stages, what is missing, and the proof. A job that only compares has the proof alone. */
export default function FleetBody({ job, account, children }: Props) {
  useTranslation("proof");
  const fleet = fleetOf(job.steps);
  const proved = newestProof(job.steps);
  const { data: proof } = useQuery({ ...proofQuery(job.summary.id, proved?.position ?? 0), enabled: proved !== undefined });
  const isLaunch = job.summary.purpose === "launch";
  return (
    <div>
      {isLaunch && <LaunchStages fleet={fleet} proof={proved && proof} proving={newestProver(job.steps)} />}
      {fleet.short.map((short) => (
        <MissingBanner key={short.step.position} job={job} short={short} account={account} />
      ))}
      {children}
      {proved ? (
        <ProofPart job={job} position={proved.position} account={account}>
          {isLaunch && <AbsentRows fleet={fleet} />}
        </ProofPart>
      ) : (
        isLaunch && <WithoutProof job={job} fleet={fleet} />
      )}
    </div>
  );
}
