import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { accountsQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { SecretField } from "../components/SecretField";
import { Segmented } from "../components/Segmented";
import { TextField } from "../components/TextField";
import { useProblemWords } from "../i18n/problemWords";
import type { AccountField, AccountFormState } from "./useAccountForm";
import styles from "./AccountFields.module.css";

const SWATCHES = [1, 2, 3, 4, 5, 6, 7, 8];

/** The fields of an account, each with its own error. */
export function AccountFields({ form }: { form: AccountFormState }) {
  const { t } = useTranslation(["accounts", "common"]);
  const words = useProblemWords();
  const { data: accounts } = useQuery(accountsQuery);
  const [custom, setCustom] = useState(false);
  const endpoint = useRef<HTMLInputElement>(null);
  // The button that asks for the field gives its place, and the focus, to it.
  useEffect(() => {
    if (custom) endpoint.current?.focus();
  }, [custom]);
  const { values, errors, refusals, set } = form;
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) fields.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusals]);

  const error = (field: AccountField) => errors[field] && words(errors[field]).text;
  const used = new Set(accounts?.map((account) => account.color));
  const swatch = SWATCHES.find((color) => !used.has(color)) ?? 1;
  const count = values.accessKeySecret.trim().length;
  const spaces = (value: string) => value.length > 0 && value !== value.trim();

  return (
    <div ref={fields} className={styles.fields}>
      <TextField
        label={t("form.accessKeyId")}
        mono
        value={values.accessKeyId}
        onChange={(value) => set("accessKeyId", value)}
        hint={spaces(values.accessKeyId) ? t("form.trimmed") : undefined}
        error={error("accessKeyId")}
      />
      <SecretField
        label={t("form.accessKeySecret")}
        show={t("form.show")}
        hide={t("form.hide")}
        value={values.accessKeySecret}
        onChange={(value) => set("accessKeySecret", value)}
        hint={count > 0 ? t(spaces(values.accessKeySecret) ? "form.charactersTrimmed" : "form.characters", { count }) : undefined}
        error={error("accessKeySecret")}
      />
      <TextField
        label={t("form.alias")}
        leading={<i className={styles.swatch} style={{ background: `var(--color-account-${swatch})` }} />}
        value={values.alias}
        maxLength={64}
        onChange={(value) => set("alias", value)}
        error={error("alias")}
      />
      <Segmented
        label={t("form.environment")}
        value={values.environment}
        production="production"
        options={(["test", "staging", "production"] as const).map((value) => ({ value, label: t(`common:environment.${value}`) }))}
        onChange={(value) => set("environment", value)}
      />
      {custom || values.endpoint !== "" || errors.endpoint ? (
        <TextField
          ref={endpoint}
          label={t("form.endpoint")}
          mono
          placeholder="ecs.cn-hangzhou.aliyuncs.com"
          value={values.endpoint}
          onChange={(value) => set("endpoint", value)}
          hint={t("form.endpointHint")}
          error={error("endpoint")}
        />
      ) : (
        <button type="button" className={styles.disclosure} aria-expanded={false} onClick={() => setCustom(true)}>
          <Icon name="chevronRight" size="tiny" />
          {t("form.customEndpoint")}
        </button>
      )}
    </div>
  );
}
