import type { Account } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { useTranslation } from "../i18n/useTranslation";
import { AccountFields } from "./AccountFields";
import { FormOutcome } from "./FormOutcome";
import { KeyPromises } from "./KeyPromises";
import { useAccountForm } from "./useAccountForm";
import styles from "./ConnectDialog.module.css";

interface Props {
  open: boolean;
  onClose: () => void;
  onSaved: (account: Account) => void;
}

/** Connects another account. */
export function ConnectDialog({ open, onClose, onSaved }: Props) {
  const { t } = useTranslation(["accounts", "welcome"]);
  const form = useAccountForm(onSaved);
  return (
    <Dialog
      open={open}
      keep
      onClose={onClose}
      wide
      title={t("connectTitle")}
      text={t("welcome:connect.text")}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button size="large" aria-disabled={form.busy || undefined} onClick={form.test}>
            {t(form.testing ? "testing" : "test")}
          </Button>
          <Button variant="primary" size="large" type="submit" form="connect-account" aria-disabled={form.busy || undefined}>
            {t(form.saving ? "connecting" : "connect")}
          </Button>
        </>
      }
    >
      <form
        id="connect-account"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        <div className={styles.columns}>
          <AccountFields form={form} />
          <KeyPromises />
        </div>
        <div className={styles.outcome}>
          <FormOutcome form={form} />
        </div>
      </form>
    </Dialog>
  );
}
