import type { ReactNode } from "react";
import type { Problem } from "../backend/bindings/types";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { Button } from "./Button";
import { CloudAnswer } from "./CloudAnswer";
import { StatusShape } from "./Status";
import styles from "./CouldNotAsk.module.css";

export interface CouldNotAskProps {
  /** What could not be asked; the problem's own title when left out. */
  title?: string;
  problem: Problem;
  /** What exactly could not be asked, under the title. */
  about?: ReactNode;
  onRetry?: () => void;
  /** Without a frame, inside of another panel. */
  plain?: boolean;
  /** Another way on than to ask again. */
  children?: ReactNode;
}

/** Why something could not be asked, what the provider said, and the way on. Never the same picture as empty. */
export function CouldNotAsk({ title, problem, about, onRetry, plain = false, children }: CouldNotAskProps) {
  const { t } = useTranslation("common");
  const words = useProblemWords()(problem);
  return (
    <div className={plain ? styles.plain : styles.panel}>
      <div className={styles.title}>
        <StatusShape tone="bad" />
        <span className="medium">{title ?? words.title}</span>
      </div>
      {about}
      <p className="t12 muted">{words.text}</p>
      <CloudAnswer problem={problem} />
      {(onRetry || children) && (
        <div>
          {onRetry && <Button onClick={onRetry}>{t("actions.tryAgain")}</Button>}
          {children}
        </div>
      )}
    </div>
  );
}
