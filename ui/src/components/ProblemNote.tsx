import { useTranslation } from "react-i18next";
import type { Problem } from "../backend/bindings/types";
import { useProblemWords } from "../i18n/problemWords";
import { Callout } from "./Callout";
import { CopyButton } from "./CopyButton";
import styles from "./ProblemNote.module.css";

interface Props {
  problem: Problem;
  /** The sentence stands at a field already. */
  titleOnly?: boolean;
}

/** What went wrong where one is: reason, next step, and the cloud's own words with the request id. */
export function ProblemNote({ problem, titleOnly }: Props) {
  const { t } = useTranslation("problems");
  const { title, text } = useProblemWords()(problem);
  const { provider } = problem;
  return (
    <Callout tone="bad" alert>
      <b className="medium">{t("sentence", { title })}</b>
      {!titleOnly && text}
      {provider && (
        <div className={styles.provider}>
          <div>
            <span className="mono">{provider.code}</span>
            {provider.message && <>: {provider.message}</>}
          </div>
          {provider.requestId && (
            <div className={styles.request}>
              {t("requestId")} <span className="mono">{provider.requestId}</span>
              <CopyButton text={provider.requestId} name={t("requestId")} />
            </div>
          )}
        </div>
      )}
    </Callout>
  );
}
