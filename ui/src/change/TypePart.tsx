import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { instanceQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EmptyState } from "../components/EmptyState";
import { FieldNote } from "../components/FieldNote";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { ANY_TYPE, matching, zoneLetter, type TypeFilter } from "../launch/machine";
import { TypeFilters } from "../launch/TypeFilters";
import matrix from "../launch/TypeMatrix.module.css";
import { EffectMark } from "./EffectMark";
import { TypeLine } from "./TypeLine";
import { nearest } from "./types";
import type { Change } from "./useChange";
import own from "./Change.module.css";

/** So many types more are shown at a time. */
const PAGE = 8;

interface Props {
  change: Change;
  /** Asks once more for the types. */
  onAskAgain: () => void;
  asking: boolean;
}

/** The types that the instance can become, as the cloud says, the nearest first. */
export function TypePart({ change, onAskAgain, asking }: Props) {
  const { t } = useTranslation("change");
  const { start, draft } = change;
  return (
    <section aria-labelledby="change-type">
      <div className={own.head}>
        <h2 id="change-type">{t("type.title")}</h2>
        <Reachable change={change} />
        <span className={own.right}>{draft.instanceType !== null && <EffectMark change={change} needsStop />}</span>
      </div>
      {start.typesNotAsked ? (
        <div className={own.notAsked}>
          <CouldNotAsk title={t("type.notAsked")} problem={start.typesNotAsked} about={<p className="t12">{t("type.restWorks")}</p>} {...(!asking && { onRetry: onAskAgain })} />
        </div>
      ) : (
        <TypeTable change={change} />
      )}
      <FieldNote id="change-type-note" error={change.errorAt("instanceType")} />
    </section>
  );
}

function Reachable({ change: { start } }: { change: Change }) {
  const { t } = useTranslation("change");
  const format = useFormat();
  if (start.typesNotAsked) return null;
  const count = nearest(start.types, start.instance.instanceType).length;
  return <span className={own.sub}>{t("type.reachable", { count, number: format.number(count), type: start.instance.instanceType })}</span>;
}

function TypeTable({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const { start, form } = change;
  const { instance } = start;
  const [filter, setFilter] = useState<TypeFilter>(ANY_TYPE);
  const [most, setMost] = useState(PAGE);
  const { data: now } = useQuery(instanceQuery(instance.key));
  const types = nearest(start.types, instance.instanceType);
  const fitting = matching(types, filter);
  const chosen = types.find((type) => type.id === form.instanceType);
  const page = fitting.slice(0, most);
  // What is chosen stays in sight, whatever is filtered.
  const shown = chosen && !page.includes(chosen) ? [chosen, ...page] : page;
  const pick = (instanceType: string) => change.change({ instanceType });
  return (
    <>
      <div className={matrix.bar}>
        <TypeFilters
          types={types}
          filter={filter}
          onChange={(next) => {
            setFilter(next);
            setMost(PAGE);
          }}
        />
      </div>
      <div className={own.table} role="radiogroup" aria-labelledby="change-type" aria-describedby={change.errorAt("instanceType") === undefined ? undefined : "change-type-note"}>
        <div className={`${own.columns} ${own.types}`} aria-hidden="true">
          <span />
          <span>{launch("matrix.type")}</span>
          <span className={own.number}>{launch("matrix.cpu")}</span>
          <span className={own.number}>{t("type.memory")}</span>
          <span />
          <span>{instance.zoneId === "" ? t("type.stock") : launch("matrix.zone", { zone: zoneLetter(instance.zoneId, instance.key.regionId) })}</span>
        </div>
        <TypeLine
          id={instance.instanceType}
          cpu={now?.cpu ?? null}
          memoryGib={now?.memoryMib == null ? null : now.memoryMib / 1024}
          stock={null}
          checked={form.instanceType === instance.instanceType}
          onPick={() => pick(instance.instanceType)}
        />
        {shown.map((type) => (
          <TypeLine key={type.id} {...type} checked={type === chosen} onPick={() => pick(type.id)} />
        ))}
        {fitting.length === 0 && (
          <EmptyState title={t(types.length === 0 ? "type.none" : "type.noMatch")}>{types.length > 0 && <Button onClick={() => setFilter(ANY_TYPE)}>{launch("matrix.clear")}</Button>}</EmptyState>
        )}
        {fitting.length > most && (
          <div className={matrix.foot}>
            <button type="button" className="link" onClick={() => setMost(most + PAGE)}>
              {launch("matrix.more", { count: Math.min(PAGE, fitting.length - most) })}
            </button>
          </div>
        )}
      </div>
    </>
  );
}
