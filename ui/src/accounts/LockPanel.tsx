import type { Account } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Icon } from "../components/Icon";
import { useLockState } from "../components/useLockState";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { UNLOCK_MINUTES, type LockChange } from "./lockChange";
import { useAccountLock } from "./useAccountLock";
import styles from "./LockPanel.module.css";

/** Where the read-only lock of an account stands, and what can be done with it. */
export function LockPanel({ account }: { account: Account }) {
  const { t } = useTranslation(["accounts", "common"]);
  const format = useFormat();
  const lock = useLockState(account);
  const change = useAccountLock();
  const to = (next: LockChange) => () => {
    if (!change.isPending) change.mutate({ account, change: next });
  };
  const busy = change.isPending || undefined;
  const left = lock.kind === "lifted" ? format.countdown(lock.left) : "";
  return (
    <section className={styles.lock} aria-labelledby="account-lock" data-state={lock.kind}>
      <h3 id="account-lock" className={styles.title}>
        <Icon name={lock.kind === "locked" ? "lock" : "lockOpen"} size="small" />
        {t(`lock.state.${lock.kind}`)}{" "}
        {lock.kind === "lifted" && <span className={styles.left}>{left}</span>}
      </h3>
      <p className={styles.text}>{t(`lock.text.${lock.kind}`, { left })}</p>
      <div className={styles.actions}>
        {lock.kind === "locked" && (
          <Button aria-disabled={busy} onClick={to("unlockForTime")}>
            {t("common:lock.unlockFor", { count: UNLOCK_MINUTES })}
          </Button>
        )}
        {lock.kind !== "locked" && (
          <Button icon="lock" aria-disabled={busy} onClick={to("lock")}>
            {t(lock.kind === "open" ? "common:lock.lock" : "common:lock.lockNow")}
          </Button>
        )}
        {lock.kind !== "open" && (
          <Button variant="quiet" aria-disabled={busy} onClick={to("unlock")}>
            {t("common:lock.unlock")}
          </Button>
        )}
      </div>
    </section>
  );
}
