import type { Problem } from "../backend/bindings/types";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { Callout } from "./Callout";
import { CloudAnswer } from "./CloudAnswer";
import { StatusShape } from "./Status";
import styles from "./ProblemNote.module.css";

interface Props {
  problem: Problem;
  /** The sentence is shown at a field already, so only the provider's answer is shown here. */
  titleOnly?: boolean;
}

/** What went wrong where one is: reason, next step, and the cloud's own words with the request id. */
export function ProblemNote({ problem, titleOnly }: Props) {
  const { t } = useTranslation("problems");
  const { title, text } = useProblemWords()(problem);
  if (titleOnly) {
    return (
      <div className={styles.compact} role="alert">
        <div>
          <span className={styles.mark}>
            <StatusShape tone="bad" />
          </span>
          <b className="medium">{t("sentence", { title })}</b>
        </div>
        <CloudAnswer problem={problem} />
      </div>
    );
  }
  return (
    <Callout tone="bad" alert>
      <b className="medium">{t("sentence", { title })}</b>
      {text}
      <CloudAnswer problem={problem} />
    </Callout>
  );
}
