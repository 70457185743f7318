import { CloudText } from "../components/CloudText";
import { CopyButton } from "../components/CopyButton";
import { useTranslation } from "../i18n/useTranslation";
import { PERMISSION_POLICY, TRUST_POLICY } from "./policies";
import styles from "./OssExport.module.css";

/** Which role the export needs, who may do what with it, and both of its policies to copy. */
export function RolePolicies({ role }: { role: string }) {
  const { t } = useTranslation("ossExport");
  return (
    <section className={styles.role} aria-labelledby="export-role">
      <h3 id="export-role">{t("role.title")}</h3>
      <p>
        <CloudText text={t("role.service", { role })} />
      </p>
      <p>{t("role.you")}</p>
      <details className={styles.policies}>
        <summary>{t("role.show")}</summary>
        <Policy title={t("role.trust")} note={t("role.trustNote")} text={TRUST_POLICY} />
        <Policy title={t("role.permission")} note={t("role.permissionNote")} text={PERMISSION_POLICY} />
      </details>
    </section>
  );
}

function Policy({ title, note, text }: { title: string; note: string; text: string }) {
  return (
    <>
      <div className={styles.policyHead}>
        <h4>{title}</h4>
        <CopyButton text={text} name={title} />
      </div>
      <p>{note}</p>
      <pre className={styles.policy} role="group" aria-label={title}>
        {text}
      </pre>
    </>
  );
}
