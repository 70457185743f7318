import type { ReactNode } from "react";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./FilterForm.module.css";

export interface FilterFormProps {
  onApply: () => void;
  children: ReactNode;
}

/** Fields of a filter; Enter or the button applies them. */
export function FilterForm({ onApply, children }: FilterFormProps) {
  const { t } = useTranslation("grid");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onApply();
      }}
    >
      {children}
      <div className={styles.foot}>
        <Button type="submit">{t("filters.apply")}</Button>
      </div>
    </form>
  );
}
