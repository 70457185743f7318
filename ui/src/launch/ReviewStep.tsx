import type { Account } from "../backend/bindings/types";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { RequestText } from "../components/RequestText";
import { useTranslation } from "../i18n/useTranslation";
import { PriceStrip } from "./PriceStrip";
import { Refusal } from "./Refusal";
import { ReviewList } from "./ReviewList";
import type { LaunchStep } from "./fields";
import type { Launch } from "./useLaunch";

interface Props {
  launch: Launch;
  account: Account | undefined;
  onEdit: (step: LaunchStep) => void;
  /** Sends once more what was refused. */
  onRepeat: () => void;
}

/** What the last button does, in words, in money and as the request that would be sent. */
export function ReviewStep({ launch, account, onEdit, onRepeat }: Props) {
  const { t } = useTranslation("launch");
  const { check, checkProblem, askAgain } = launch;
  return (
    <>
      <Refusal launch={launch} step="review" onRepeat={onRepeat} />
      <h2>{t("review.title")}</h2>
      {checkProblem && <CouldNotAsk title={t("review.notChecked")} problem={checkProblem} onRetry={askAgain} />}
      <ReviewList launch={launch} account={account} onEdit={onEdit} />
      <PriceStrip launch={launch} />
      {check && <RequestText request={check.request} />}
    </>
  );
}
