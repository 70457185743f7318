import { useLockState, type Lockable } from "../components/useLockState";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";

/** The lock of an account in a word, and the time that is left while it is lifted. */
export function LockCell({ account }: { account: Lockable }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const lock = useLockState(account);
  if (lock.kind !== "lifted") return <span className={lock.kind === "open" ? "muted" : ""}>{t(`lock.state.${lock.kind}`)}</span>;
  return <span>{t("lock.liftedFor", { left: format.countdown(lock.left) })}</span>;
}
