import type { Account } from "../backend/bindings/types";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./AccountPanel.module.css";

/** The key of an account, cut in the middle, and the way to another one. */
export function KeyFact({ account, onReplace }: { account: Account; onReplace: () => void }) {
  const { t } = useTranslation("accounts");
  return (
    <span className={styles.key}>
      <span className="mono">{account.accessKeyHint}</span>
      <button type="button" className="link" aria-label={t("replaceKey.action")} onClick={onReplace}>
        {t("replaceKey.short")}
      </button>
    </span>
  );
}
