import type { JobDetail } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState } from "../instances/instanceStatus";
import { useOpen } from "../useOpen";
import { AbsentRows } from "./AbsentRows";
import type { Fleet } from "./launched";
import styles from "./ProofTable.module.css";

/** The instances of a launch before they are compared: name, id and the cloud's word. */
export function WithoutProof({ job, fleet }: { job: JobDetail; fleet: Fleet }) {
  const { t } = useTranslation("proof");
  const { t: instances } = useTranslation("instances");
  const open = useOpen();
  const { accountId, regionId } = job.summary;
  if (fleet.instances.length === 0 && fleet.short.length === 0) return null;
  return (
    <div className={styles.proof}>
      <table aria-label={instances("title")}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("table.instance")}</th>
            <th scope="col">{t("table.id")}</th>
            <th scope="col">{instances("columns.status")}</th>
          </tr>
        </thead>
        <tbody>
          {fleet.instances
            .filter((instance) => instance.gone === null)
            .map((instance) => {
              const { tone, word } = instanceState({ status: instance.status, lockReasons: [] }, instances);
              return (
                <tr key={instance.id}>
                  <td />
                  <th scope="row" className={`${styles.name} trunc`}>
                    <button type="button" className="link trunc" onClick={() => open.instance({ accountId, regionId, id: instance.id })}>
                      <CloudText text={instance.name || instance.id} />
                    </button>
                  </th>
                  <td className="mono muted selectable">{instance.id}</td>
                  <td>
                    <Status tone={tone}>{word}</Status>
                  </td>
                </tr>
              );
            })}
          <AbsentRows fleet={fleet} />
        </tbody>
      </table>
    </div>
  );
}
