import { useTranslation } from "react-i18next";
import type { Problem } from "../backend/bindings/types";
import { useProblemWords } from "../i18n/problemWords";
import { Callout } from "./Callout";
import { CopyButton } from "./CopyButton";
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
  const { provider } = problem;
  if (titleOnly) {
    return (
      <div className={styles.compact} role="alert">
        <span className={styles.mark}>
          <StatusShape tone="bad" />
        </span>
        <b className="medium">{t("sentence", { title })}</b>
        {provider && (
          <>
            <span className="mono">{provider.code}</span>
            {provider.message && <span>{provider.message}</span>}
            {provider.requestId && (
              <span className={styles.request}>
                <span className="faint">{t("requestId")}</span> <span className="mono">{provider.requestId}</span>
                <CopyButton text={provider.requestId} name={t("requestId")} />
              </span>
            )}
          </>
        )}
      </div>
    );
  }
  return (
    <Callout tone="bad" alert>
      <b className="medium">{t("sentence", { title })}</b>
      {text}
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
