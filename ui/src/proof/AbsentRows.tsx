import { CloudText } from "../components/CloudText";
import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import type { Fleet } from "./launched";
import { useEventWord } from "./useEventWord";
import styles from "./ProofTable.module.css";

/** Rows of instances that are not there: those without stock share one and keep their names, one that is gone says with which event. */
export function AbsentRows({ fleet }: { fleet: Fleet }) {
  const { t } = useTranslation("proof");
  const eventWord = useEventWord();
  return (
    <>
      {fleet.instances
        .filter((instance) => instance.gone !== null)
        .map((instance) => (
          <tr key={instance.id} className={styles.absent}>
            <td>
              <StatusShape tone="bad" />
            </td>
            <th scope="row" className={`${styles.name} trunc`}>
              <CloudText text={instance.name || instance.id} />
            </th>
            <td className={`${styles.id} mono trunc`}>{instance.id}</td>
            <td colSpan={99}>
              <CloudText text={t("table.gone", { event: eventWord(instance.gone ?? "") })} />
            </td>
          </tr>
        ))}
      {fleet.short.map(({ step, launched, notMade }) => {
        if (notMade === 0) return null;
        const [first = ""] = launched.namesLeft;
        const last = launched.namesLeft.at(-1) ?? first;
        const noStock = step.problem === null || step.problem.code === "noStock";
        return (
          <tr key={step.position} className={styles.absent}>
            <td>
              <StatusShape tone="idle" />
            </td>
            <td colSpan={2}>
              <CloudText text={first === last ? first : t("table.left", { first, last })} />
            </td>
            <td colSpan={99}>{t(noStock ? "table.noStock" : "table.notStarted", { count: notMade, type: launched.instanceType, zone: launched.zoneId })}</td>
          </tr>
        );
      })}
    </>
  );
}
