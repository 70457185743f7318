import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { supportReport } from "../backend/bindings/commands";
import { copyText } from "../backend/clipboard";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { useProblemWords } from "../i18n/problemWords";

/** Puts the support report of a job on the clipboard, and says whether it got there. */
export function ReportButton({ jobId }: { jobId: number }) {
  const { t } = useTranslation("jobs");
  const problemWords = useProblemWords();
  const copy = useMutation({ mutationFn: async () => copyText(await supportReport(jobId)) });
  const words = copy.isSuccess ? t("report.copied") : copy.isError ? t("report.failed") : t("report.copy");
  return (
    <Button icon={copy.isSuccess ? "check" : "copy"} variant="quiet" data-tip={copy.isError ? problemWords(problemOf(copy.error)).text : t("report.tip")} onClick={() => copy.mutate()}>
      <span role="status">{words}</span>
    </Button>
  );
}
