import { useTranslation } from "react-i18next";
import type { Problem } from "../backend/bindings/types";
import { Button } from "./Button";
import { CopyButton } from "./CopyButton";
import { StatusShape } from "./Status";
import styles from "./CouldNotAsk.module.css";

export interface CouldNotAskProps {
  /** What could not be asked; the problem's own title when left out. */
  title?: string;
  problem: Problem;
  onRetry?: () => void;
  /** Without a frame, inside of another panel. */
  plain?: boolean;
}

/** Why something could not be asked, what the provider said, and the way on. Never the same picture as empty. */
export function CouldNotAsk({ title, problem, onRetry, plain = false }: CouldNotAskProps) {
  const { t } = useTranslation(["common", "problems"]);
  const { provider } = problem;
  const key = `problems:code.${problem.code}` as const;
  return (
    <div className={plain ? styles.plain : styles.panel}>
      <div className={styles.title}>
        <StatusShape tone="bad" />
        <span className="medium">{title ?? t(`${key}.title`, problem.params)}</span>
      </div>
      <p className="t12 muted">{t(`${key}.text`, problem.params)}</p>
      {provider && (
        <div className={styles.provider}>
          <p className="mono t12 selectable">{provider.message}</p>
          <p className="mono t12 muted selectable">
            {provider.requestId ? `${provider.code} · ${provider.requestId}` : provider.code}
            {provider.requestId && <CopyButton text={provider.requestId} name={t("requestId")} className={styles.copy ?? ""} />}
          </p>
        </div>
      )}
      {onRetry && (
        <div>
          <Button onClick={onRetry}>{t("actions.tryAgain")}</Button>
        </div>
      )}
    </div>
  );
}
