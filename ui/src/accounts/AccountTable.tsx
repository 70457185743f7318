import type { Account, SecretState } from "../backend/bindings/types";
import { AccountTag } from "../components/AccountTag";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Status, type Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { AccountMenu, type AccountAction } from "./AccountMenu";
import { LockCell } from "./LockCell";
import { groupedUid, whoOf } from "./who";
import styles from "./AccountTable.module.css";

const TONES: Record<SecretState, Tone> = {
  inKeyring: "good",
  missing: "bad",
  locked: "idle",
  unavailable: "warning",
  damaged: "bad",
  notNeeded: "idle",
};

interface Props {
  accounts: readonly Account[];
  current: string | undefined;
  onChoose: (id: string) => void;
  onAction: (id: string, action: AccountAction) => void;
}

/** The connected accounts; the chosen one has its details at the right. */
export function AccountTable({ accounts, current, onChoose, onAction }: Props) {
  const { t } = useTranslation("accounts");
  return (
    <div className={styles.table} role="table" aria-label={t("table.label")}>
      <div className={styles.head} role="row">
        <span role="columnheader">{t("table.account")}</span>
        <span role="columnheader" className={styles.uid}>
          {t("table.uid")}
        </span>
        <span role="columnheader">{t("table.lock")}</span>
        <span role="columnheader">{t("table.secret")}</span>
        <span role="columnheader">
          <span className="sr-only">{t("table.actions")}</span>
        </span>
      </div>
      {accounts.map((account) => (
        <div key={account.id} className={styles.row} role="row" data-current={account.id === current || undefined}>
          <span role="cell" className={styles.name}>
            <button type="button" className={styles.choose} aria-current={account.id === current || undefined} onClick={() => onChoose(account.id)}>
              <AccountTag account={account} plain />
            </button>
            <EnvironmentBadge account={account} />
          </span>
          <span role="cell" className={`${styles.two} ${styles.uid}`}>
            <span className="mono trunc">{groupedUid(account.uid)}</span>
            <span className="faint trunc">{whoOf(account, t)}</span>
          </span>
          <span role="cell">
            <LockCell account={account} />
          </span>
          <span role="cell">
            <Status tone={TONES[account.secret]}>{t(`secret.${account.secret}`)}</Status>
          </span>
          <span role="cell" className={styles.menu}>
            <AccountMenu account={account} onAction={(action) => onAction(account.id, action)} />
          </span>
        </div>
      ))}
    </div>
  );
}
