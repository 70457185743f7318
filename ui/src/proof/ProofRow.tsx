import type { FleetProof, ProofAttributeCode, ProvenInstance } from "../backend/bindings/types";
import { CloudText, visibleText } from "../components/CloudText";
import { StatusShape, type Tone } from "../components/Status";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useOpen } from "../useOpen";
import type { CellPlace } from "./columns";
import type { MarkKind } from "./marks";
import { useProofWords } from "./useProofWords";
import { useProofKey } from "./proofKey";
import styles from "./ProofTable.module.css";

const TONES: Record<MarkKind, Tone> = { filled: "good", differs: "warning", unread: "idle", missing: "idle" };
const MARK_WORDS = { filled: "table.proven", differs: "table.differs", unread: "table.notRead", missing: "table.notListed" } as const;

interface Props {
  proof: FleetProof;
  instance: ProvenInstance;
  mark: MarkKind;
  columns: readonly number[];
  /** The attribute of the selected cell, when it is in this row. */
  selected: ProofAttributeCode | null;
  onSelect: (place: CellPlace) => void;
}

/** One instance: equal cells are quiet, one that differs says what was read, one that was not read is a ring. */
export function ProofRow({ proof, instance, mark, columns, selected, onSelect }: Props) {
  const { t } = useTranslation("proof");
  const words = useProofWords();
  const problemWords = useProblemWords();
  const open = useOpen();
  const keyOf = useProofKey();
  const name = instance.name || instance.id;
  const shown = visibleText(name);
  return (
    <tr className={selected ? styles.current : undefined}>
      <td className={styles.mark}>
        <StatusShape tone={TONES[mark]} />
        <span className="sr-only">{t(MARK_WORDS[mark])}</span>
      </td>
      <th scope="row" className={`${styles.name} trunc`} data-tip={shown} data-tip-cut="">
        <button type="button" className="link trunc" onClick={() => open.instance(keyOf(instance.id))}>
          <CloudText text={name} />
        </button>
      </th>
      <td className={`${styles.id} mono muted selectable trunc`} data-tip={instance.id} data-tip-cut="">
        {instance.id}
      </td>
      {instance.cells.length === 0 ? (
        <td colSpan={columns.length} className="muted">
          {instance.problem ? problemWords(instance.problem).title : t("table.notRead")}
        </td>
      ) : (
        columns.map((index) => {
          const attribute = proof.attributes[index];
          const cell = instance.cells[index];
          if (!attribute || !cell) return <td key={index} />;
          const { code } = attribute;
          const asked = cell.asked ?? attribute.asked;
          const select = () => onSelect({ instanceId: instance.id, attribute: code });
          if (cell.mark === "equal") {
            const value = words.asked(code, asked);
            return (
              <td key={code} data-tip={t("table.equal", { value })}>
                <span className={styles.equal} aria-hidden="true">
                  =
                </span>
                <span className="sr-only">{t("table.equal", { value })}</span>
              </td>
            );
          }
          const current = selected === code;
          if (cell.mark === "unread") {
            const label = t("table.unread", { attribute: words.attribute(code), name: shown });
            return (
              <td key={code}>
                <button type="button" className={styles.unread} aria-label={label} aria-pressed={current} data-tip={t("table.notRead")} onClick={select}>
                  <StatusShape tone="idle" />
                </button>
              </td>
            );
          }
          const value = words.read(code, cell.read, asked);
          const label = t(cell.accepted === null ? "table.different" : "table.differentAccepted", { attribute: words.attribute(code), name: shown, value: visibleText(value) });
          return (
            <td key={code}>
              <button type="button" className={styles.different} aria-label={label} aria-pressed={current} data-accepted={cell.accepted !== null || undefined} data-tip={visibleText(value)} data-tip-cut="" onClick={select}>
                <StatusShape tone="warning" />
                <span className="trunc">
                  <CloudText text={value} />
                </span>
              </button>
            </td>
          );
        })
      )}
    </tr>
  );
}
