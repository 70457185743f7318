import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { Icon } from "./Icon";
import { useLockState, type Lockable } from "./useLockState";
import styles from "./LockMark.module.css";

/** A lock beside the name of an account that is read-only; an open one while the lock is lifted. */
export function LockMark({ account }: { account: Lockable }) {
  const { t } = useTranslation("common");
  const format = useFormat();
  const lock = useLockState(account);
  if (lock.kind === "open") return null;
  const words = lock.kind === "locked" ? t("lock.locked") : t("lock.lifted", { left: format.countdown(lock.left) });
  return (
    <span className={styles.mark} role="img" aria-label={words} data-tip={words} data-lifted={lock.kind === "lifted" || undefined}>
      <Icon name={lock.kind === "locked" ? "lock" : "lockOpen"} size="small" />
    </span>
  );
}
