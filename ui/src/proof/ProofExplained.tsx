import { useState } from "react";
import type { Account, FleetProof } from "../backend/bindings/types";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { CloudText, visibleText } from "../components/CloudText";
import { ProblemNote } from "../components/ProblemNote";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { AcceptDialog } from "./AcceptDialog";
import { cellAt, firstToLookAt, type CellPlace } from "./columns";
import { MendDialog } from "./MendDialog";
import { useProofWords, setDifference } from "./useProofWords";
import type { ProofCommands } from "./useProofCommands";
import styles from "./ProofTable.module.css";

interface Props {
  proof: FleetProof;
  selected: CellPlace | null;
  commands: ProofCommands;
  account: Account | undefined;
  /** The proof can be made once more. */
  canRepeat: boolean;
}

/** What was asked for and what was read in the selected cell, and the ways out. */
export function ProofExplained({ proof, selected, commands, account, canRepeat }: Props) {
  const { t } = useTranslation("proof");
  const format = useFormat();
  const words = useProofWords();
  const [asking, setAsking] = useState<"accept" | "mend" | null>(null);
  const close = () => setAsking(null);
  const found = cellAt(proof, selected);
  const cell = found?.cell.mark === "equal" ? undefined : found?.cell;
  const values = found && { name: visibleText(found.instance.name || found.instance.id), attribute: words.attribute(found.attribute) };
  const asked = found ? words.values(found.attribute, found.asked) : "";
  const read = found && cell ? words.values(found.attribute, cell.read) : "";
  const difference = found && cell && cell.mark === "different" ? setDifference(found.attribute, found.asked, cell.read) : null;
  return (
    <section aria-label={t("explain.label")}>
      {found && cell && values ? (
        <>
          <div className={styles.explainHead}>
            <h3>
              <CloudText text={t("explain.title", values)} />
            </h3>
            <Badge tone={cell.mark === "different" ? "warning" : "plain"}>
              <StatusShape tone={cell.mark === "different" ? "warning" : "idle"} />
              {cell.accepted !== null ? t("explain.accepted") : t(cell.mark === "different" ? "explain.difference" : "explain.unread")}
            </Badge>
          </div>
          {cell.mark === "unread" ? (
            <p>{t("explain.notRead")}</p>
          ) : (
            <p>
              <CloudText text={t("explain.asked", { asked, read })} />{" "}
              {difference && difference.more.length > 0 && <CloudText text={t("explain.more", { values: format.list(difference.more) })} />}{" "}
              {difference && difference.fewer.length > 0 && <CloudText text={t("explain.fewer", { values: format.list(difference.fewer) })} />}
            </p>
          )}
          {cell.accepted !== null && (
            <p>
              <CloudText text={t("explain.note", { note: cell.accepted })} />
            </p>
          )}
        </>
      ) : (
        <p>{t(firstToLookAt(proof) ? "explain.nothing" : "explain.allEqual")}</p>
      )}
      {commands.again.problem && <ProblemNote problem={commands.again.problem} />}
      <div className={styles.actions}>
        {cell?.mark === "different" && cell.mendable && canRepeat && (
          <Button onClick={() => setAsking("mend")}>{t("explain.mend")}</Button>
        )}
        {canRepeat && (
          <Button aria-disabled={commands.again.busy || undefined} onClick={commands.again.run}>
            {t("explain.again")}
          </Button>
        )}
        {cell?.mark === "different" && cell.accepted === null && (
          <Button variant="quiet" onClick={() => setAsking("accept")}>
            {t("explain.accept")}
          </Button>
        )}
      </div>
      {asking === "accept" && found && values && (
        <AcceptDialog
          text={t("accept.text", { ...values, asked, read })}
          busy={commands.accept.busy}
          problem={commands.accept.problem}
          onAccept={(note) => commands.accept.run({ instanceId: found.instance.id, attribute: found.attribute, note }, close)}
          onClose={() => {
            commands.accept.reset();
            close();
          }}
        />
      )}
      {asking === "mend" && found && values && (
        <MendDialog
          instance={found.instance}
          values={{ ...values, asked, read }}
          attribute={found.attribute}
          account={account}
          busy={commands.mend.busy}
          problem={commands.mend.problem}
          onMend={() => commands.mend.run({ instanceId: found.instance.id, attribute: found.attribute }, close)}
          onClose={() => {
            commands.mend.reset();
            close();
          }}
        />
      )}
    </section>
  );
}
