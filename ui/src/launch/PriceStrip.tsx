import { Skeleton } from "../components/Skeleton";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { HOURS_OF_MONTH, knownPrice, monthsOf, usePriceWords } from "./usePriceWords";
import { partName } from "./SoFar";
import type { Launch } from "./useLaunch";
import shared from "./MachineStep.module.css";
import own from "./PriceStrip.module.css";

/** What all instances cost: the parts as the cloud names them, the sum, and what a month of it is. */
export function PriceStrip({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const now = useNow(10_000);
  const { amount, unknown } = usePriceWords();
  const { draft, review, price } = launch;
  const known = knownPrice(launch);
  const problem = review.data ? review.data.priceProblem : price.problem;
  const at = review.data?.price ? review.data.askedAt : price.at;
  const hourly = known?.unit === "Hour";
  return (
    <section className={own.price} aria-labelledby="launch-price">
      <div className={shared.head}>
        <h2 id="launch-price">{t("price.title")}</h2>
        <span className={own.sub}>{t("price.for", { count: draft.count, number: format.number(draft.count), billing: draft.chargeType === "PrePaid" ? t("billing.PrePaid") : t("billing.PostPaid") })}</span>
        {known && <span className={shared.right}>{t("price.without", { ago: format.ago(at, now) })}</span>}
      </div>
      {known ? (
        <dl className={own.strip}>
          {known.parts.map((part) => (
            <div key={part.resource}>
              <dt>{partName(part.resource, t)}</dt>
              <dd>{amount(part.price)}</dd>
            </div>
          ))}
          <div className={own.sum}>
            <dt>{hourly ? t("price.sumHour", { currency: known.currency }) : t("price.sumMonths", { currency: known.currency, count: monthsOf(known) })}</dt>
            <dd>{amount(known.total)}</dd>
          </div>
          {hourly && (
            <div className={own.sum}>
              <dt>{t("price.sumMonth", { currency: known.currency, hours: HOURS_OF_MONTH })}</dt>
              <dd>{amount(known.total * HOURS_OF_MONTH)}</dd>
            </div>
          )}
        </dl>
      ) : (
        <p className={own.none}>{problem ? unknown(problem) : review.asking || price.asking ? <Skeleton width={220} /> : t("price.unknown")}</p>
      )}
    </section>
  );
}
