import { CountField } from "../components/CountField";
import { CloudText, visibleText } from "../components/CloudText";
import { FieldNote } from "../components/FieldNote";
import { IconButton } from "../components/IconButton";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState } from "../instances/instanceStatus";
import { nameOf } from "./names";
import { useObstacleWords } from "./useObstacleWords";
import type { Replacement } from "./useReplace";
import own from "./Replace.module.css";

/** FACTS-INSTANCES, 30: a key pair is bound to at most 50 instances in one request. */
const MOST_AT_ONCE = 50;

/** Several instances, with what is against each, and how many are worked on at the same time. */
export function InstanceList({ state }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const { draft, change, errorAt } = state;
  return (
    <section className={own.part} aria-labelledby="instances-title">
      <h2 id="instances-title">{t("instances.title")}</h2>
      <ul className={own.instances} aria-label={t("instances.label")}>
        {draft.instanceIds.map((id) => (
          <InstanceLine key={id} id={id} state={state} />
        ))}
      </ul>
      <div className={own.atOnce}>
        <CountField
          label={t("instances.atOnce")}
          less={t("instances.less")}
          more={t("instances.more")}
          value={draft.atOnce}
          min={1}
          max={Math.min(MOST_AT_ONCE, draft.instanceIds.length)}
          error={errorAt("atOnce")}
          onChange={(atOnce) => change({ atOnce })}
        />
        <p className="t12 muted">{t("instances.atOnceHint")}</p>
      </div>
    </section>
  );
}

function InstanceLine({ id, state }: { id: string; state: Replacement }) {
  const { t } = useTranslation(["replace", "instances"]);
  const { t: instances } = useTranslation("instances");
  const format = useFormat();
  const words = useObstacleWords();
  const instance = state.instances.find((each) => each.row.key.id === id);
  const obstacles = state.obstaclesOf(id);
  const name = instance ? nameOf(instance) : id;
  const status = instance && instanceState(instance.row, instances);
  return (
    <li data-out={obstacles.length > 0 || undefined}>
      <div className={own.instance}>
        <span className="medium trunc">
          <CloudText text={name} />
        </span>
        <span className="mono faint trunc">{id}</span>
        <span>{status && <Status tone={status.tone}>{status.word}</Status>}</span>
        <span className={own.number}>{instance?.systemSizeGib ? format.size(instance.systemSizeGib) : "–"}</span>
        <IconButton icon="close" size="small" label={t("replace:instances.remove", { name: visibleText(name) })} onClick={() => state.remove(id)} />
      </div>
      {obstacles.map((finding) => (
        <FieldNote key={finding.code} id={`${id}-${finding.code}-note`} error={words(finding)} />
      ))}
    </li>
  );
}
