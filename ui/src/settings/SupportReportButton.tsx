import { useState } from "react";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import { SupportReportDialog } from "./SupportReportDialog";

/** Opens the support report, of a job when there is one. Nothing is copied before it has been seen. */
export function SupportReportButton({ jobId = null, variant = "secondary" }: { jobId?: number | null; variant?: "secondary" | "quiet" }) {
  const { t } = useTranslation("settings");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="copy" variant={variant} onClick={() => setOpen(true)}>
        {t("report.action")}
      </Button>
      {open && <SupportReportDialog jobId={jobId} onClose={() => setOpen(false)} />}
    </>
  );
}
