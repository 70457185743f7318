import { RefusalNote } from "../accounts/RefusalNote";
import { Callout } from "../components/Callout";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { stepOf, type LaunchStep } from "./fields";
import type { Launch } from "./useLaunch";
import own from "./Refusal.module.css";

interface Props {
  launch: Launch;
  step: LaunchStep;
  onRepeat: () => void;
}

/** Why the last request was refused, on the step of the field it is about; on the last step everything that no field tells. */
export function Refusal({ launch: { problem, errors }, step, onRepeat }: Props) {
  const { t } = useTranslation("findings");
  const words = useFindingWords();
  const at = problem?.field == null ? null : stepOf(problem.field);
  const isHere = problem !== null && (step === "review" || at === step);
  // What no step shows is told on the last one.
  const homeless = step === "review" ? errors.filter((finding) => stepOf(finding.field) === null) : [];
  if (!isHere && homeless.length === 0) return null;
  return (
    <div className={own.notes}>
      {isHere && <RefusalNote problem={problem} titleOnly={at === step} onRepeat={onRepeat} />}
      {homeless.map((finding) => {
        const { title, text } = words(finding);
        return (
          <div key={`${finding.code} ${finding.field}`} data-error="" tabIndex={-1}>
            <Callout tone="bad">
              <b className="medium">{t("sentence", { title })}</b>
              {text}
            </Callout>
          </div>
        );
      })}
    </div>
  );
}
