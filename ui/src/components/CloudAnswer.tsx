import type { Problem } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import { CloudLines } from "./CloudText";
import { CopyButton } from "./CopyButton";
import styles from "./CloudAnswer.module.css";

/** The request id of a problem: of the cloud's refusal, or of an answer that told of a failure. */
export const requestIdOf = ({ provider, params }: Problem): string | undefined => provider?.requestId || params.requestId || undefined;

/** What the cloud itself said of a problem: code, words, and request id. Nothing when it said nothing. */
export function CloudAnswer({ problem }: { problem: Problem }) {
  const { t } = useTranslation("common");
  const { provider } = problem;
  const requestId = requestIdOf(problem);
  if (!provider?.code && !provider?.message && !requestId) return null;
  return (
    <div className={styles.answer}>
      {(provider?.code || provider?.message) && (
        <div className={`${styles.said} selectable`}>
          {provider.code && <span className="mono">{provider.code}</span>}
          {provider.message && (
            <span>
              <CloudLines text={provider.message} />
            </span>
          )}
        </div>
      )}
      {requestId && (
        <div className={styles.request}>
          <span className="faint">{t("requestId")}</span>
          <span className="mono selectable">{requestId}</span>
          <CopyButton text={requestId} name={t("requestId")} />
        </div>
      )}
    </div>
  );
}
