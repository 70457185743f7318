import { useTranslation } from "../i18n/useTranslation";
import { usePriceWords } from "../launch/usePriceWords";
import type { Change } from "./useChange";

/** What a change costs, as one sentence. */
export function usePriceLine({ start, answer }: Change): string {
  const { t } = useTranslation("change");
  const { amount, unknown } = usePriceWords();
  const now = answer?.priceNow;
  const then = answer?.priceThen;
  if (!then) return answer?.priceProblem ? unknown(answer.priceProblem) : t("price.unknown");
  const values = { currency: then.currency, then: amount(then.total) };
  if (start.subscription) return t("review.due", values);
  return now ? t("review.hourly", { ...values, now: amount(now.total) }) : t("review.hourlyThen", values);
}
