import type { LaunchPrice } from "../backend/bindings/types";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { partName } from "../launch/SoFar";
import { HOURS_OF_MONTH, usePriceWords } from "../launch/usePriceWords";
import type { Change } from "./useChange";
import own from "./Change.module.css";

/** What is paid now and then by the hour; of a subscription what is to be paid for the change. */
export function PricePart({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const { start, answer, check, changes } = change;
  const subscription = start.subscription;
  const then = answer?.priceThen;
  const currency = (then ?? answer?.priceNow)?.currency;
  return (
    <section aria-labelledby="change-price" aria-busy={check.asking || undefined}>
      <h3 id="change-price">{subscription ? t("price.due") : currency ? t("price.title", { currency }) : t("price.titleUnknown")}</h3>
      {subscription && changes === 0 ? (
        <p className="t12 muted">{t("price.nothingDue")}</p>
      ) : subscription && then ? (
        <Due change={change} then={then} />
      ) : then ? (
        <Hourly now={answer.priceNow} then={then} />
      ) : (
        <Unknown change={change} />
      )}
      {check.asking && answer && changes > 0 && <p className={own.priceNote}>{t("price.asking")}</p>}
    </section>
  );
}

/** Why there is no price. */
function Unknown({ change: { answer, check } }: { change: Change }) {
  const { t } = useTranslation("change");
  const { unknown } = usePriceWords();
  if (check.asking && !answer) return <Skeleton width={180} />;
  return <p className="t12 muted">{answer?.priceProblem ? unknown(answer.priceProblem) : t("price.unknown")}</p>;
}

/** What is to be paid until the subscription ends. */
function Due({ change: { draft }, then }: { change: Change; then: LaunchPrice }) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const { amount } = usePriceWords();
  return (
    <>
      <p className={own.big}>{launch("price.money", { currency: then.currency, amount: amount(then.total) })}</p>
      <p className={own.priceNote}>
        {draft.disks.length > 0 ? t("pair", { first: t("price.dueText"), second: t("price.dueWithoutDisks") }) : t("price.dueText")}
      </p>
    </>
  );
}

/** The parts of a price by their names, those of the same name as one. */
function sums(price: LaunchPrice | null): Map<string, number> {
  const sum = new Map<string, number>();
  for (const part of price?.parts ?? []) sum.set(part.resource, (sum.get(part.resource) ?? 0) + part.price);
  return sum;
}

function Hourly({ now, then }: { now: LaunchPrice | null; then: LaunchPrice }) {
  const { t } = useTranslation("change");
  const { t: launch } = useTranslation("launch");
  const { amount } = usePriceWords();
  const [before, after] = [sums(now), sums(then)];
  const resources = [...new Set([...before.keys(), ...after.keys()])].filter((each) => (before.get(each) ?? 0) > 0 || (after.get(each) ?? 0) > 0);
  const shown = (value: number | undefined) => (value === undefined ? "–" : amount(value));
  const month = (price: LaunchPrice) => amount(price.total * HOURS_OF_MONTH);
  const line = (name: string, from: number | undefined, to: number | undefined, sum = false) => (
    <tr key={name} data-sum={sum || undefined}>
      <th scope="row">{name}</th>
      <td>{shown(from)}</td>
      <td className={own.arrow} aria-hidden="true">
        →
      </td>
      <td>{shown(to)}</td>
    </tr>
  );
  return (
    <>
      <table className={own.prices} aria-labelledby="change-price">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("price.part")}</th>
            <th scope="col">{t("price.now")}</th>
            <th aria-hidden="true" />
            <th scope="col">{t("price.then")}</th>
          </tr>
        </thead>
        <tbody>
          {resources.map((each) => line(partName(each, launch), now ? (before.get(each) ?? 0) : undefined, after.get(each) ?? 0))}
          {line(t("price.together"), now?.total, then.total, true)}
        </tbody>
      </table>
      <p className={own.priceNote}>
        {t("pair", {
          first: now && now.total !== then.total ? t("price.becomes", { hours: HOURS_OF_MONTH, now: month(now), then: month(then) }) : t("price.month", { hours: HOURS_OF_MONTH, then: month(then) }),
          second: t("price.without"),
        })}
      </p>
    </>
  );
}
