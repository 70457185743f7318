import type { Account } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { UNLOCK_MINUTES } from "./lockChange";
import { useAccountLock } from "./useAccountLock";

interface Props {
  account: Account;
  /** Done once the lock is lifted: the button says so. */
  then?: { label: "unlockAndRetry" | "unlockAndRepeat"; run: () => void } | undefined;
  primary?: boolean;
}

/** The failure is shown under the button itself. */
const shownHere = () => undefined;

/** Lifts the read-only lock of an account for a time, and goes on with what it held up. */
export function UnlockButton({ account, then, primary = false }: Props) {
  const { t } = useTranslation("common");
  const lock = useAccountLock(shownHere);
  const unlock = () => {
    if (!lock.isPending) lock.mutate({ account, change: "unlockForTime" }, { onSuccess: () => then?.run() });
  };
  const label = t(then ? `lock.${then.label}` : "lock.unlockFor", { count: UNLOCK_MINUTES });
  return (
    <>
      {lock.isError && <ProblemNote problem={problemOf(lock.error)} />}
      <Button variant={primary ? "primary" : "secondary"} icon="lockOpen" aria-disabled={lock.isPending || undefined} onClick={unlock}>
        {lock.isPending ? t("lock.unlocking") : label}
      </Button>
    </>
  );
}
