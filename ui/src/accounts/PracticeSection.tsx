import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import type { usePractice } from "./usePractice";
import styles from "./AccountsSection.module.css";

/** The practice cloud: what it is, and the button that opens and closes it. */
export function PracticeSection({ practice }: { practice: ReturnType<typeof usePractice> }) {
  const { t } = useTranslation("accounts");
  const { isOpen, busy, problem, change } = practice;
  return (
    <>
      <h2 className={styles.title}>{t("practice.title")}</h2>
      <div className={styles.practice}>
        <span className="faint">
          <Icon name="flask" />
        </span>
        <span>
          <div className="medium">{t("practice.scenario")}</div>
          <div className="faint">{t(isOpen ? "practice.opened" : "practice.closed")}</div>
        </span>
        <Button aria-disabled={busy || undefined} onClick={change}>
          {t(isOpen ? "practice.close" : "practice.open")}
        </Button>
      </div>
      {problem && (
        <div className={styles.note}>
          <ProblemNote problem={problem} />
        </div>
      )}
    </>
  );
}
