import type { ComparedAttribute, ComparedRow, ImageComparison } from "../backend/bindings/types";
import { CloudText, visibleText } from "../components/CloudText";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useCompareWords } from "./compareWords";
import type { Outcome } from "./outcome";
import styles from "./Compare.module.css";

interface Props {
  comparison: ImageComparison;
  outcome: Outcome;
  /** Also what is equal. */
  all: boolean;
}

/** The attributes in three groups; those that are equal are only named. */
export function CompareTable({ comparison, outcome, all }: Props) {
  const { t } = useTranslation("compare");
  const format = useFormat();
  const words = useCompareWords();
  const { a, b, relation, notTold } = comparison;
  const { matters, usual, equal } = outcome;
  const usualName = t(relation.kind === "copy" ? "groups.usual" : "groups.other");
  const named = (attribute: ComparedAttribute) => <span key={attribute}>{words.attribute(attribute)}</span>;
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td className={styles.mark} />
            <td className={styles.attribute} />
            <th scope="col">
              <b>{t("side.a")}</b> {a.key.regionId}
            </th>
            <th scope="col">
              <b>{t("side.b")}</b> {b.key.regionId}
            </th>
          </tr>
        </thead>
        {matters.length > 0 && <Group name={t("groups.matters")} rows={matters} />}
        {usual.length > 0 && <Group name={usualName} rows={usual} />}
        {matters.length + usual.length === 0 && !all && (
          <tbody>
            <tr>
              <td colSpan={4} className={styles.none}>
                {t("groups.none")}
              </td>
            </tr>
          </tbody>
        )}
      </table>
      {all && equal.length > 0 && (
        <section aria-label={t("groups.equal")}>
          <div className={styles.groupHead}>
            <span className="medium">{t("groups.equal")}</span>
            <span className="muted">{format.number(equal.length)}</span>
          </div>
          <div className={styles.equals}>
            {equal.map((row) => {
              const { text, tip } = words.value(row.attribute, row.a);
              return (
                <span key={row.attribute} data-tip={visibleText(tip ?? text)}>
                  {words.attribute(row.attribute)}
                  <span className="sr-only">
                    : <CloudText text={text} />
                  </span>
                </span>
              );
            })}
          </div>
        </section>
      )}
      {notTold.length > 0 && (
        <section aria-label={t("groups.notTold")}>
          <div className={styles.groupHead}>
            <span className="medium">{t(relation.kind === "instance" ? "groups.notToldInstance" : "groups.notTold")}</span>
            <span className="muted">{format.number(notTold.length)}</span>
          </div>
          <div className={styles.equals}>{notTold.map(named)}</div>
        </section>
      )}
    </div>
  );
}

function Group({ name, rows }: { name: string; rows: readonly ComparedRow[] }) {
  const format = useFormat();
  return (
    <tbody>
      <tr>
        <th colSpan={4} scope="rowgroup">
          <span className={styles.groupHead}>
            <span className="medium">{name}</span>
            <span className="muted">{format.number(rows.length)}</span>
          </span>
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={row.attribute} row={row} />
      ))}
    </tbody>
  );
}

function Row({ row }: { row: ComparedRow }) {
  const { t } = useTranslation("compare");
  const words = useCompareWords();
  const warns = row.matters && row.mark === "different";
  const [a, b] = [words.value(row.attribute, row.a), words.value(row.attribute, row.b)];
  return (
    <tr>
      <td className={styles.mark}>
        <StatusShape tone={warns ? "warning" : "idle"} />
        <span className="sr-only">{t(`mark.${row.mark}`)}</span>
      </td>
      <th scope="row" className={styles.attribute}>
        {words.attribute(row.attribute)}
      </th>
      <td className={row.a.kind === "read" ? "selectable" : "faint"}>
        <span className="trunc" data-tip={visibleText(a.tip ?? a.text)} {...(a.tip === undefined && { "data-tip-cut": "" })}>
          <CloudText text={a.text} />
        </span>
      </td>
      <td className={row.b.kind === "read" ? "selectable" : "faint"}>
        <span className={warns ? styles.differs : undefined}>
          {warns && <StatusShape tone="warning" />}
          <span className="trunc" data-tip={visibleText(b.tip ?? b.text)} {...(b.tip === undefined && { "data-tip-cut": "" })}>
            <CloudText text={b.text} />
          </span>
        </span>
      </td>
    </tr>
  );
}
