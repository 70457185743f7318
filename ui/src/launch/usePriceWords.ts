import type { LaunchDraft, LaunchPrice, Problem } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import type { Launch } from "./useLaunch";

/** A month of pay-as-you-go is counted as so many hours. */
export const HOURS_OF_MONTH = 730;

/** How many months a price is of; the cloud counts long subscriptions in years. */
export const monthsOf = ({ unit, period }: LaunchPrice): number => (unit === "Year" ? period * 12 : period);

/** The price as it is known by now: of the review when there is one, since that is what will be sent. */
export const knownPrice = ({ review, price }: Launch): LaunchPrice | undefined =>
  review.data?.price ?? (review.data?.priceProblem ? undefined : price.data);

/** Whether a price is not known because this user may not see it. */
const isHidden = ({ code, provider }: Problem): boolean => code === "accessDenied" || provider?.code === "NoPermission.Price";

/** Prices in words. Amounts are written with two decimals; very small ones with as many as they need. */
export function usePriceWords() {
  const { t, i18n } = useTranslation("launch");
  const format = useFormat();
  const problemWords = useProblemWords();
  const amount = (value: number) => {
    const few = value !== 0 && Math.abs(value) < 0.1;
    return new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2, maximumFractionDigits: few ? 4 : 2 }).format(value);
  };
  /** Of how long a price is: an hour, a month, so many months. */
  const span = (price: LaunchPrice) => (price.unit === "Hour" ? t("price.hour") : t("price.months", { count: monthsOf(price) }));
  const disks = ({ count, disks: each }: LaunchDraft) => count * each.length;
  return {
    amount,
    span,
    /** Why there is no price. */
    unknown: (problem: Problem) => (isHidden(problem) ? t("price.hidden") : problemWords(problem).title),
    /** `10 instances, 30 disks, CNY 15.55 an hour`. */
    total: (launch: Launch) => {
      const { draft } = launch;
      const price = knownPrice(launch);
      const what = t("foot.total", { instances: t("count.instances", { count: draft.count, number: format.number(draft.count) }), disks: t("count.disks", { count: disks(draft), number: format.number(disks(draft)) }) });
      return price ? t("foot.totalPrice", { what, currency: price.currency, amount: amount(price.total), span: span(price) }) : what;
    },
  };
}
