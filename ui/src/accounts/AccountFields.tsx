import { useQuery } from "@tanstack/react-query";
import { accountsQuery } from "../backend/queries";
import { AccountColor } from "../components/AccountColor";
import { TextField } from "../components/TextField";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { freeColor } from "./accountColors";
import { EndpointField } from "./EndpointField";
import { EnvironmentField } from "./EnvironmentField";
import { KeyFields } from "./KeyFields";
import type { AccountFormState } from "./useAccountForm";
import { useFirstError } from "./useFirstError";
import styles from "./AccountFields.module.css";

/** The fields of an account that is to be connected, each with its own error. */
export function AccountFields({ form }: { form: AccountFormState }) {
  const { t } = useTranslation("accounts");
  const words = useProblemWords();
  const { data: accounts } = useQuery(accountsQuery);
  const { values, errors, refusals, set } = form;
  const fields = useFirstError<HTMLDivElement>(refusals);
  const color = freeColor(accounts?.map((account) => account.color) ?? []);
  return (
    <div ref={fields} className={styles.fields}>
      <KeyFields values={values} errors={errors} onChange={set} />
      <TextField
        label={t("form.alias")}
        leading={<AccountColor color={color} />}
        value={values.alias}
        maxLength={64}
        onChange={(value) => set("alias", value)}
        error={errors.alias && words(errors.alias).text}
      />
      <EnvironmentField
        environment={values.environment}
        onEnvironment={(environment) => set("environment", environment)}
        lock={values.lock}
        onLock={(lock) => set("lock", lock)}
      />
      <EndpointField value={values.endpoint} error={errors.endpoint && words(errors.endpoint).text} onChange={(value) => set("endpoint", value)} />
    </div>
  );
}
