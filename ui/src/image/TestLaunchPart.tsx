import { Callout } from "../components/Callout";
import { Checkbox } from "../components/Checkbox";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { FieldNote } from "../components/FieldNote";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { usePriceWords } from "../launch/usePriceWords";
import { TestLaunchFields } from "./TestLaunchFields";
import type { DraftState } from "./useImageDraft";
import { useTestLaunch } from "./useTestLaunch";
import styles from "./ImageStep.module.css";
import own from "./ThenPart.module.css";

interface Props {
  state: DraftState;
  errorOf: (...fields: string[]) => string | undefined;
}

/** Whether one instance is started from the image to see that it comes up, of which type and where, and when it is released. */
export function TestLaunchPart({ state, errorOf }: Props) {
  const { t } = useTranslation("image");
  const test = useTestLaunch(state);
  const { choices, chosen } = test;
  return (
    <div role="group" aria-labelledby="test-title">
      <div id="test-title" className={styles.label}>
        {t("test.title")}
      </div>
      <label className={styles.check}>
        <Checkbox checked={test.wanted} onChange={(event) => test.want(event.target.checked)} />
        {t("test.label")}
      </label>
      <FieldNote id="test-note" hint={t("test.hint")} error={errorOf("testLaunch")} />
      {test.wanted && test.problem && <CouldNotAsk title={t("test.failed")} problem={test.problem} onRetry={test.askAgain} />}
      {test.wanted && !chosen && test.asking && (
        <div className={own.waiting} role="status" aria-label={t("test.asking")}>
          <Skeleton width={420} />
          <Skeleton width={340} />
        </div>
      )}
      {test.wanted && !chosen && !test.asking && test.noProposal && <Callout tone="warning">{t(`test.none.${test.noProposal}`)}</Callout>}
      {test.wanted && chosen && choices && (
        <>
          <TestLaunchFields test={test} chosen={chosen} choices={choices} regionId={state.draft.regionId} errorOf={errorOf} />
          <Cost test={test} />
        </>
      )}
    </div>
  );
}

/** What the instance costs while it is there. */
function Cost({ test: { chosen, pricing, priceProblem } }: { test: ReturnType<typeof useTestLaunch> }) {
  const { t } = useTranslation("image");
  const words = usePriceWords();
  const price = chosen?.price;
  const said = () => {
    if (price) return t("test.cost", { currency: price.currency, amount: words.amount(price.hourly) });
    if (pricing) return t("test.pricing");
    return priceProblem ? words.unknown(priceProblem) : t("test.costUnknown");
  };
  return (
    <p className={own.cost} role="status">
      {said()}
    </p>
  );
}
