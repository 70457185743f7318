import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { copyText } from "../backend/clipboard";
import { problemOf } from "../backend/problem";
import { supportReportQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { Skeleton } from "../components/Skeleton";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./SupportReportDialog.module.css";

interface Props {
  jobId: number | null;
  onClose: () => void;
}

/** The support report to read, and to copy as it stands here. */
export function SupportReportDialog({ jobId, onClose }: Props) {
  const { t } = useTranslation(["settings", "common"]);
  const { data: report, error, refetch } = useQuery(supportReportQuery(jobId));
  const copy = useMutation({ mutationFn: copyText });
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={t("report.title")}
      text={jobId === null ? t("report.text") : t("report.textOfJob", { id: jobId })}
      initialFocus={button}
      note={<span role="status">{copy.isSuccess && <Status tone="good">{t("report.copied")}</Status>}</span>}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("common:actions.close")}
          </Button>
          <Button
            ref={button}
            variant="primary"
            size="large"
            icon="copy"
            aria-disabled={report === undefined || undefined}
            onClick={() => report !== undefined && copy.mutate(report)}
          >
            {t("report.action")}
          </Button>
        </>
      }
    >
      {error && <CouldNotAsk title={t("report.failed")} problem={problemOf(error)} onRetry={() => void refetch()} />}
      {report === undefined && !error && <Skeleton width={240} />}
      {report !== undefined && (
        // Focusable, so that it can be scrolled and read by keyboard.
        <textarea className={styles.report} readOnly aria-label={t("report.preview")} value={report} rows={16} spellCheck={false} />
      )}
      {copy.isError && (
        <Callout tone="bad" alert>
          {t("report.notCopied")}
        </Callout>
      )}
    </Dialog>
  );
}
