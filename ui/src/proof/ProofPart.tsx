import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Account, FleetProof, JobDetail } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { proofQuery } from "../backend/queries";
import { CloudText } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { fleetOf } from "./launched";
import { firstToLookAt, type CellPlace } from "./columns";
import { ProofExplained } from "./ProofExplained";
import { ProofPlace } from "./proofKey";
import { ProofTable } from "./ProofTable";
import { useProofCommands } from "./useProofCommands";
import styles from "./ProofTable.module.css";

interface Props {
  job: JobDetail;
  /** Position of the step that made the proof. */
  position: number;
  account: Account | undefined;
  children?: ReactNode;
}

/** A proof: its table, what the selected cell says, and what the whole rests on. */
export function ProofPart({ job, position, account, children }: Props) {
  const { t } = useTranslation("proof");
  const { data: proof, error, refetch } = useQuery(proofQuery(job.summary.id, position));
  if (error && !proof) {
    return (
      <div className={styles.failed}>
        <CouldNotAsk title={t("table.failed")} problem={problemOf(error)} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!proof) {
    return (
      <div className={styles.failed}>
        <Skeleton width={420} />
      </div>
    );
  }
  return (
    <ShownProof key={position} job={job} proof={proof} account={account}>
      {children}
    </ShownProof>
  );
}

function ShownProof({ job, proof, account, children }: { job: JobDetail; proof: FleetProof; account: Account | undefined; children: ReactNode }) {
  const commands = useProofCommands(proof.jobId, proof.position);
  const [selected, setSelected] = useState<CellPlace | null>(() => firstToLookAt(proof));
  const repeating = job.steps.some((step) => step.kind === "proveInstances" && step.position > proof.position && step.finishedAt === null);
  return (
    <ProofPlace value={{ accountId: job.summary.accountId, regionId: job.steps.find((step) => step.position === proof.position)?.regionId ?? job.summary.regionId }}>
      <ProofTable proof={proof} count={Math.max(fleetOf(job.steps).asked, proof.instances.length)} selected={selected} onSelect={setSelected}>
        {children}
      </ProofTable>
      <div className={styles.below}>
        <ProofExplained proof={proof} selected={selected} commands={commands} account={account} canRepeat={!repeating} />
        <ProofSays proof={proof} />
      </div>
    </ProofPlace>
  );
}

/** What a proof is, and the answers that it rests on. */
function ProofSays({ proof }: { proof: FleetProof }) {
  const { t } = useTranslation(["proof", "common"]);
  const { against, answers } = proof;
  return (
    <aside aria-labelledby="proof-says">
      <h3 id="proof-says">{t("says.title")}</h3>
      <p>
        <CloudText text={against.kind === "instance" ? t("says.against", { name: against.name || against.id }) : t("says.text")} />
      </p>
      {answers.length > 0 && (
        <details className={styles.answers}>
          <summary>{t("says.answers", { count: answers.length })}</summary>
          <ul>
            {answers.map(({ action, requestId }) => (
              <li key={requestId}>
                <span>{action}</span>
                <span className="mono faint trunc selectable" data-tip={requestId} data-tip-cut="">
                  {requestId}
                </span>
                <CopyButton text={requestId} name={t("common:requestId")} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}
