import { useQuery } from "@tanstack/react-query";
import type { Account, Problem } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { useLockState } from "../components/useLockState";
import { useActionWord } from "../i18n/actionWord";
import { useTranslation } from "../i18n/useTranslation";
import { UnlockButton } from "./UnlockButton";
import styles from "./LockedNotice.module.css";

interface Props {
  /** The refusal: its code is `accountLocked`. */
  problem: Problem;
  /** Does once more what was refused. */
  onRepeat: () => void;
}

/** The read-only lock has refused something: nothing was sent, and here is the way to send it. */
export function LockedNotice({ problem, onRepeat }: Props) {
  const { t } = useTranslation(["accounts", "problems"]);
  const name = useAccountName();
  const action = useActionWord();
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === problem.params.accountId) });
  const alias = account ? name(account) : t("locked.unknownAccount");
  return (
    <Callout tone="warning" icon="lock" alert>
      <div className="line">
        <b className="medium">{t("problems:sentence", { title: t("locked.title", { alias }) })}</b>
        {account && <EnvironmentBadge account={account} />}
      </div>
      <p>{t("locked.text", { action: action(problem.params.action) })}</p>
      {account && <WayOn account={account} onRepeat={onRepeat} />}
    </Callout>
  );
}

/** Lifts the lock for a time and repeats; or only repeats, when the lock is no longer in the way. */
function WayOn({ account, onRepeat }: { account: Account; onRepeat: () => void }) {
  const { t } = useTranslation("accounts");
  const lock = useLockState(account);
  if (lock.kind === "locked") {
    return (
      <div className={styles.actions}>
        <UnlockButton account={account} then={{ label: "unlockAndRepeat", run: onRepeat }} />
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      <Button icon="refresh" onClick={onRepeat}>
        {t("locked.repeat")}
      </Button>
      <span className="muted">{t("locked.nowUnlocked")}</span>
    </div>
  );
}
