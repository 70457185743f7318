import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Account, Problem } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { ProblemNote } from "../components/ProblemNote";
import { useLockState } from "../components/useLockState";
import { UNLOCK_MINUTES } from "./lockChange";
import { useAccountLock } from "./useAccountLock";
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
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === problem.params.accountId) });
  const alias = account ? name(account) : t("locked.unknownAccount");
  return (
    <Callout tone="warning" icon="lock" alert>
      <div className="line">
        <b className="medium">{t("problems:sentence", { title: t("locked.title", { alias }) })}</b>
        {account && <EnvironmentBadge account={account} />}
      </div>
      <p>{t("locked.text", { action: problem.params.action ?? t("problems:unknown.action") })}</p>
      {account && <WayOn account={account} onRepeat={onRepeat} />}
    </Callout>
  );
}

/** The failure stands in the notice itself. */
const toldHere = () => undefined;

/** Lifts the lock for a time and repeats; or only repeats, when the lock is no longer in the way. */
function WayOn({ account, onRepeat }: { account: Account; onRepeat: () => void }) {
  const { t } = useTranslation("accounts");
  const lock = useLockState(account);
  const change = useAccountLock(toldHere);
  const unlock = () => {
    if (!change.isPending) change.mutate({ account, change: "unlockForTime" }, { onSuccess: onRepeat });
  };
  return (
    <>
      <div className={styles.actions}>
        {lock.kind === "locked" ? (
          <Button icon="lockOpen" aria-disabled={change.isPending || undefined} onClick={unlock}>
            {change.isPending ? t("lock.busy") : t("locked.unlockAndRepeat", { count: UNLOCK_MINUTES })}
          </Button>
        ) : (
          <>
            <Button icon="refresh" onClick={onRepeat}>
              {t("locked.repeat")}
            </Button>
            <span className="muted">{t("locked.nowUnlocked")}</span>
          </>
        )}
      </div>
      {change.isError && <ProblemNote problem={problemOf(change.error)} />}
    </>
  );
}
