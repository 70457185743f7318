import { useState, type ReactNode } from "react";
import type { FleetProof } from "../backend/bindings/types";
import { CloudText, visibleText } from "../components/CloudText";
import { useOverflow } from "../components/useOverflow";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { AskedValue } from "./AskedValue";
import { MOST_ROWS, shownColumns, shownInstances, type CellPlace } from "./columns";
import { markOf } from "./marks";
import { ProofRow } from "./ProofRow";
import { useProofWords } from "./useProofWords";
import styles from "./ProofTable.module.css";

interface Props {
  proof: FleetProof;
  /** How many instances were asked for; those of the proof, if it is of no launch. */
  count: number;
  selected: CellPlace | null;
  onSelect: (place: CellPlace) => void;
  /** Rows of instances that are not there. */
  children?: ReactNode;
}

/** Attributes across, instances down; the first row is what was asked for. */
export function ProofTable({ proof, count, selected, onSelect, children }: Props) {
  const { t } = useTranslation("proof");
  const format = useFormat();
  const words = useProofWords();
  const overflow = useOverflow();
  const [everyColumn, setEveryColumn] = useState(false);
  const [everyRow, setEveryRow] = useState(false);
  const columns = shownColumns(proof, everyColumn);
  const instances = shownInstances(proof.instances, everyRow);
  const hidden = proof.attributes.length - shownColumns(proof, false).length;
  const folded = proof.instances.length - instances.length;
  const { against } = proof;
  const name = against.kind === "instance" ? visibleText(against.name || against.id) : null;
  const reference = name === null ? t("table.asked") : t("table.reference", { name });
  const label = name === null ? t("table.label") : t("table.against", { name });
  return (
    <div className={styles.proof}>
      <div {...overflow} className={styles.scroller} role="group" aria-label={label}>
        <table aria-label={label}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("table.instance")}</th>
              <th scope="col">{t("table.id")}</th>
              {columns.map((index) => {
                const attribute = proof.attributes[index];
                return (
                  attribute && (
                    <th key={attribute.code} scope="col" data-tip={words.tip(attribute.code)}>
                      {words.attribute(attribute.code)}
                    </th>
                  )
                );
              })}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.asked}>
              <td />
              <th scope="row" className={styles.name}>
                <CloudText text={reference} />
              </th>
              <td className="faint">{t("table.instances", { count })}</td>
              {columns.map((index) => {
                const attribute = proof.attributes[index];
                if (!attribute) return null;
                return (
                  <td key={attribute.code}>
                    <AskedValue attribute={attribute} />
                  </td>
                );
              })}
            </tr>
            {instances.map((instance) => (
              <ProofRow key={instance.id} proof={proof} instance={instance} mark={markOf(instance)} columns={columns} selected={selected?.instanceId === instance.id ? selected.attribute : null} onSelect={onSelect} />
            ))}
            {children}
          </tbody>
        </table>
      </div>
      {(hidden > 0 || folded > 0 || everyRow) && (
        <div className={styles.more}>
          {hidden > 0 && (
            <button type="button" className="link" onClick={() => setEveryColumn(!everyColumn)}>
              {everyColumn ? t("table.fewer") : t("table.more", { count: hidden })}
            </button>
          )}
          {folded > 0 && proof.instances.length > MOST_ROWS && (
            <button type="button" className="link" onClick={() => setEveryRow(true)}>
              {t("table.folded", { count: folded, number: format.number(folded) })}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
