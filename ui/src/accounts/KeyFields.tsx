import type { KeyForm, Problem } from "../backend/bindings/types";
import { SecretField } from "../components/SecretField";
import { TextField } from "../components/TextField";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";

interface Props {
  values: KeyForm;
  errors: Partial<Record<keyof KeyForm, Problem>>;
  onChange: (field: keyof KeyForm, value: string) => void;
}

const hasSpaces = (value: string) => value.length > 0 && value !== value.trim();

/** AccessKey ID and secret. */
export function KeyFields({ values, errors, onChange }: Props) {
  const { t } = useTranslation("accounts");
  const words = useProblemWords();
  const error = (field: keyof KeyForm) => errors[field] && words(errors[field]).text;
  const count = values.accessKeySecret.trim().length;
  const characters = hasSpaces(values.accessKeySecret) ? "form.charactersTrimmed" : "form.characters";
  return (
    <>
      <TextField
        label={t("form.accessKeyId")}
        mono
        value={values.accessKeyId}
        onChange={(value) => onChange("accessKeyId", value)}
        hint={hasSpaces(values.accessKeyId) ? t("form.trimmed") : undefined}
        error={error("accessKeyId")}
      />
      <SecretField
        label={t("form.accessKeySecret")}
        show={t("form.show")}
        hide={t("form.hide")}
        value={values.accessKeySecret}
        onChange={(value) => onChange("accessKeySecret", value)}
        hint={count > 0 ? t(characters, { count }) : undefined}
        error={error("accessKeySecret")}
      />
    </>
  );
}
