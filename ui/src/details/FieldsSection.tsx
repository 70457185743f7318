import { useState, type ReactNode } from "react";
import type { RawField } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { useTranslation } from "../i18n/useTranslation";
import { Section } from "./DetailsShell";
import { Field, Id } from "./Field";
import styles from "./Field.module.css";

export interface FieldsSectionProps {
  /** The cloud's own record. */
  fields: readonly RawField[];
  requestId: string | null;
  /** The fields people ask for. */
  children: ReactNode;
}

/** The fields people ask for, or every field of the cloud's own record. */
export function FieldsSection({ fields, requestId, children }: FieldsSectionProps) {
  const { t } = useTranslation(["details", "common"]);
  const [all, setAll] = useState(false);
  return (
    <Section
      title={t("heading")}
      aside={
        <button type="button" className={`${styles.all} link`} aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? "fewerFields" : "allFields")}
        </button>
      }
    >
      <dl className={`${styles.list} ${all ? styles.raw : ""}`}>
        {all
          ? fields.map((field) => (
              <Field key={field.name} name={field.name} copy={field.value}>
                <span className={`${styles.wrapped} mono`}><CloudText text={field.value} /></span>
              </Field>
            ))
          : children}
        {requestId && (
          <Field name={t("common:requestId")} copy={requestId}>
            <Id>{requestId}</Id>
          </Field>
        )}
      </dl>
    </Section>
  );
}
