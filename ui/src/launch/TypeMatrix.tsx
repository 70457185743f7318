import { useState } from "react";
import type { LaunchChoices } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { FieldNote } from "../components/FieldNote";
import { Icon } from "../components/Icon";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { BillingFields } from "./BillingFields";
import { ANY_TYPE, matching, picked, zoneLetter, type TypeFilter } from "./machine";
import { TypeFilters } from "./TypeFilters";
import { TypeRow } from "./TypeRow";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import { useTypePrices } from "./useTypePrices";
import shared from "./MachineStep.module.css";
import own from "./TypeMatrix.module.css";

/** So many types more are shown, and their prices asked for, at a time. */
const PAGE = 8;

interface Props {
  launch: Launch;
  choices: LaunchChoices;
}

/** Types down, zones across: one cell picks both. */
export function TypeMatrix({ launch, choices }: Props) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const problemWords = useProblemWords();
  const error = useFieldErrors(launch);
  const now = useNow(10_000);
  const [filter, setFilter] = useState<TypeFilter>(ANY_TYPE);
  const [most, setMost] = useState(PAGE);
  const { draft, start, change } = launch;
  const fitting = matching(choices.types, filter);
  const types = fitting.slice(0, most);
  const prices = useTypePrices(draft, types.map((type) => type.id), PAGE);
  const wrong = error("instanceType", "zoneId");
  const hidden = choices.hidden.filter(({ count }) => count > 0).map(({ reason, count }) => t(`matrix.hidden.${reason}`, { count, number: format.number(count) }));
  return (
    <section className={shared.block} aria-labelledby="launch-types">
      <div className={shared.head}>
        <h2 id="launch-types">{t("matrix.title")}</h2>
        <span className={shared.right}>{t("matrix.fit", { shown: format.number(fitting.length), count: choices.types.length, number: format.number(choices.types.length) })}</span>
      </div>
      <div className={own.bar}>
        <BillingFields launch={launch} />
        <TypeFilters
          types={choices.types}
          filter={filter}
          onChange={(next) => {
            setFilter(next);
            setMost(PAGE);
          }}
        />
      </div>
      <div className={own.frame}>
        <table className={own.table} aria-label={t("matrix.table")}>
          <thead>
            <tr>
              <th scope="col">{t("matrix.type")}</th>
              <th scope="col" className={own.number}>
                {t("matrix.cpu")}
              </th>
              <th scope="col" className={own.number}>
                {t("matrix.memory")}
              </th>
              <th scope="col" className={own.number}>
                {t("matrix.price", { currency: prices.currency })}
              </th>
              {choices.zones.map((zone) => (
                <th key={zone.id} scope="col" data-tip={zone.vSwitches === 0 ? t("matrix.needsVSwitch", { zone: zone.id }) : zone.id}>
                  {t("matrix.zone", { zone: zoneLetter(zone.id, draft.regionId) })}
                  <span className={own.sub}>{zone.vSwitches === 0 ? t("matrix.noVSwitch") : t("matrix.vSwitches", { count: zone.vSwitches, number: format.number(zone.vSwitches) })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <TypeRow
                key={type.id}
                type={type}
                zones={choices.zones}
                price={prices.of(type.id)}
                draft={draft}
                like={start.like}
                onPick={(zoneId) => change(picked(draft, choices, type.id, zoneId))}
              />
            ))}
          </tbody>
        </table>
        {fitting.length === 0 && (
          <EmptyState title={t(choices.types.length === 0 ? "matrix.none" : "matrix.noMatch")}>
            {choices.types.length > 0 && <Button onClick={() => setFilter(ANY_TYPE)}>{t("matrix.clear")}</Button>}
          </EmptyState>
        )}
        <div className={own.foot}>
          {fitting.length > most && (
            <button type="button" className="link" onClick={() => setMost(most + PAGE)}>
              {t("matrix.more", { count: Math.min(PAGE, fitting.length - most) })}
            </button>
          )}
          {hidden.length > 0 && <span>{t("matrix.hiddenList", { list: format.list(hidden) })}</span>}
          <span className="grow" />
          <button
            type="button"
            className={own.again}
            aria-disabled={launch.choices.asking || undefined}
            onClick={() => {
              if (launch.choices.asking) return;
              launch.choices.ask();
              prices.ask();
            }}
          >
            <Icon name="refresh" size="tiny" />
            {launch.choices.asking ? t("matrix.asking") : t("matrix.asked", { ago: format.ago(choices.askedAt, now) })}
          </button>
        </div>
      </div>
      <FieldNote id="launch-types-note" error={wrong} />
      {choices.notAsked.map(({ action, problem }) => (
        <FieldNote key={action} id={`launch-${action}-note`} hint={t("matrix.notAsked", { action, reason: problemWords(problem).title })} />
      ))}
    </section>
  );
}
