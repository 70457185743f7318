import type { Problem } from "../backend/bindings/types";
import { requestIdOf } from "../components/CloudAnswer";
import { CopyButton } from "../components/CopyButton";
import { StatusShape } from "../components/Status";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./StepCallouts.module.css";

interface Props {
  title: string;
  problem: Problem | null;
  /** The request id of the last answer, when the problem has none. */
  requestId?: string | null | undefined;
  warning?: boolean;
}

/** Head and reason of a callout: what happened, code and request id, the reason, and the cloud's own words. */
export function StepReason({ title, problem, requestId, warning = false }: Props) {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  const problemWords = useProblemWords();
  const words = problem ? problemWords(problem) : null;
  const id = (problem && requestIdOf(problem)) ?? requestId;
  return (
    <>
      <div className={styles.head}>
        <StatusShape tone={warning ? "warning" : "bad"} />
        <h3>{title}</h3>
        {(problem?.provider?.code || id) && (
          <span className={`${styles.code} selectable`}>
            {problem?.provider?.code && <span className="mono">{problem.provider.code}</span>}
            {id && (
              <>
                {problem?.provider?.code && <span aria-hidden="true">·</span>}
                <span className="mono">{id}</span>
                <CopyButton text={id} name={common("requestId")} />
              </>
            )}
          </span>
        )}
      </div>
      {words && (
        <p>
          <b className="medium">{t("callout.sentence", { title: words.title })}</b>
          {words.text}
        </p>
      )}
      {problem?.provider?.message && (
        <p className={`${styles.said} mono selectable`}>
          <bdi>{problem.provider.message}</bdi>
        </p>
      )}
    </>
  );
}
