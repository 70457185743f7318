import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/Button";
import { SupportReportDialog } from "./SupportReportDialog";

/** Opens the support report, of a job when there is one. Nothing is copied before it has been seen. */
export function SupportReportButton({ jobId = null }: { jobId?: number | null }) {
  const { t } = useTranslation("settings");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="copy" onClick={() => setOpen(true)}>
        {t("report.action")}
      </Button>
      {open && <SupportReportDialog jobId={jobId} onClose={() => setOpen(false)} />}
    </>
  );
}
