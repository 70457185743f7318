import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import type { LockFailure } from "./lockFailure";
import { useAccountLock } from "./useAccountLock";

/** An account could not be locked or unlocked: why, and once more. */
export default function LockFailedDialog({ failure, onClose }: { failure: LockFailure; onClose: () => void }) {
  const { t } = useTranslation(["accounts", "common"]);
  const alias = useAccountName()(failure.account);
  const lock = useAccountLock();
  const again = () => {
    if (!lock.isPending) lock.mutate(failure, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(failure.change === "lock" ? "lock.notLocked" : "lock.notUnlocked", { alias })}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("common:actions.close")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={lock.isPending || undefined} onClick={again}>
            {t("common:actions.tryAgain")}
          </Button>
        </>
      }
    >
      <ProblemNote problem={failure.problem} />
    </Dialog>
  );
}
