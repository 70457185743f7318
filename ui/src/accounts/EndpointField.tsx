import { useEffect, useRef, useState } from "react";
import { Icon } from "../components/Icon";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./EndpointField.module.css";

interface Props {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** The endpoint of an account; a button until somebody wants one of their own. */
export function EndpointField({ value, error, onChange }: Props) {
  const { t } = useTranslation("accounts");
  const [custom, setCustom] = useState(value !== "");
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The button that asks for the field gives its place, and the focus, to it.
  useEffect(() => {
    if (asked) field.current?.focus();
  }, [asked]);
  if (!custom && error === undefined) {
    return (
      <button
        type="button"
        className={styles.disclosure}
        aria-expanded={false}
        onClick={() => {
          setCustom(true);
          setAsked(true);
        }}
      >
        <Icon name="chevronRight" size="tiny" />
        {t("form.customEndpoint")}
      </button>
    );
  }
  return (
    <TextField
      ref={field}
      label={t("form.endpoint")}
      mono
      placeholder="ecs.cn-hangzhou.aliyuncs.com"
      value={value}
      onChange={onChange}
      hint={t("form.endpointHint")}
      error={error}
    />
  );
}
