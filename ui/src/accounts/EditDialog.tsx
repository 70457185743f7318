import { useQuery } from "@tanstack/react-query";
import type { Account } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { ColorField } from "./ColorField";
import { EndpointField } from "./EndpointField";
import { EnvironmentField } from "./EnvironmentField";
import { useEditForm } from "./useEditForm";
import { useFirstError } from "./useFirstError";
import styles from "./AccountFields.module.css";

/** Changes the name, colour, environment and endpoint of an account. Its key stays. */
export function EditDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation("accounts");
  const words = useProblemWords();
  const format = useFormat();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const { values, errors, problem, refusals, saving, set, save } = useEditForm(account, onClose);
  const fields = useFirstError<HTMLFormElement>(refusals);
  const others = accounts.filter((each) => each.id !== account.id && each.color === values.color).map((each) => each.alias);
  const atField = Object.values(errors).some(Boolean);
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={t("edit.title", { alias: account.alias })}
      badge={<EnvironmentBadge account={account} />}
      text={t("edit.text")}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button variant="primary" size="large" type="submit" form="edit-account" aria-disabled={saving || undefined}>
            {t(saving ? "edit.busy" : "edit.button")}
          </Button>
        </>
      }
    >
      <form
        ref={fields}
        id="edit-account"
        className={styles.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t("form.alias")}
          value={values.alias}
          maxLength={64}
          onChange={(value) => set("alias", value)}
          error={errors.alias && words(errors.alias).text}
        />
        <ColorField value={values.color} usedBy={format.list(others)} onChange={(color) => set("color", color)} />
        <EnvironmentField
          environment={values.environment}
          onEnvironment={(environment) => set("environment", environment)}
          lock={values.lock}
          onLock={account.locked ? undefined : (lock) => set("lock", lock)}
        />
        <EndpointField value={values.endpoint} error={errors.endpoint && words(errors.endpoint).text} onChange={(value) => set("endpoint", value)} />
        {problem && !atField && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  );
}
