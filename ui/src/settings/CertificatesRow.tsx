import { useState } from "react";
import { certificateChoose } from "../backend/bindings/commands";
import type { Certificate } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { IconButton } from "../components/IconButton";
import { ProblemNote } from "../components/ProblemNote";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { RemoveCertificateDialog } from "./RemoveCertificateDialog";
import { SettingRow } from "./SettingRow";
import { useKeepNetwork } from "./usePreferences";
import styles from "./CertificatesRow.module.css";

/** Certificates that are trusted beside those of the system. */
export function CertificatesRow({ certificates }: { certificates: readonly Certificate[] }) {
  const { t } = useTranslation("settings");
  const keep = useKeepNetwork();
  const [removing, setRemoving] = useState<Certificate | null>(null);
  const add = useCommand(certificateChoose, { failureIn: "here", onDone: (next) => next && keep(next) });
  const count = certificates.length;
  return (
    <SettingRow
      label={t("certificates.label")}
      hint={count === 0 ? t("certificates.system") : t("certificates.own", { count })}
      below={
        (count > 0 || add.problem) && (
          <div className={styles.below}>
            {count > 0 && (
              <ul aria-label={t("certificates.list")} className={styles.list}>
                {certificates.map((certificate) => (
                  <CertificateLine key={certificate.id} certificate={certificate} onRemove={() => setRemoving(certificate)} />
                ))}
              </ul>
            )}
            {add.problem && <ProblemNote problem={add.problem} />}
          </div>
        )
      }
    >
      <Button
        aria-disabled={add.busy || undefined}
        onClick={() => {
          add.reset();
          add.run();
        }}
      >
        {t("certificates.add")}
      </Button>
      {removing && <RemoveCertificateDialog certificate={removing} onClose={() => setRemoving(null)} />}
    </SettingRow>
  );
}

function CertificateLine({ certificate, onRemove }: { certificate: Certificate; onRemove: () => void }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const now = useNow();
  const { fileName, subject, notAfter } = certificate;
  const expired = notAfter < now;
  return (
    <li className={styles.line}>
      {expired && <StatusShape tone="warning" />}
      <span className={styles.name}>
        <CloudText text={fileName} />
      </span>
      <span className="grow faint">
        <CloudText text={t(expired ? "certificates.expired" : "certificates.until", { subject, date: format.date(notAfter) })} />
      </span>
      <IconButton icon="trash" size="small" label={t("certificates.remove", { name: fileName })} onClick={onRemove} />
    </li>
  );
}
