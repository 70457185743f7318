import { certificateRemove } from "../backend/bindings/commands";
import type { Certificate } from "../backend/bindings/types";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { useKeepNetwork } from "./usePreferences";

/** Asks before a certificate is no longer trusted. */
export function RemoveCertificateDialog({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const keep = useKeepNetwork();
  const { id, fileName: name, subject } = certificate;
  const remove = useCommand(certificateRemove, {
    failureIn: "here",
    onDone: (next) => {
      keep(next);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("certificates.removeTitle")}
      text={t("certificates.removeText", { name, subject })}
      effects={[
        { id: "network", tone: "warning", text: t("certificates.removeNetwork") },
        { id: "file", tone: "idle", text: t("certificates.removeFile") },
      ]}
      button={t("certificates.removeButton")}
      busy={remove.busy}
      problem={remove.problem && <ProblemNote problem={remove.problem} />}
      onConfirm={() => remove.run(id)}
    />
  );
}
