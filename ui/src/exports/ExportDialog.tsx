import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Export, ExportFormat, ExportOffer, ExportRows, ExportSpec, RowKind } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { Segmented } from "../components/Segmented";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useRequest } from "../useCommand";
import { ExportNotes } from "./ExportNotes";
import { headersOf } from "./exportHeaders";
import styles from "./ExportDialog.module.css";

/** A list of which a file can be made. */
interface Exported {
  kind: RowKind;
  exportOffer: () => Promise<ExportOffer>;
  exportStart: (requestId: string, spec: ExportSpec) => Promise<Export | null>;
}

export interface ExportDialogProps {
  view: Exported;
  /** What was meant when it was opened. */
  rows: ExportRows;
  onClose: () => void;
}

/** Says what a file will hold, and what it will lack, before the person chooses where it goes. */
export default function ExportDialog({ view, rows: meant, onClose }: ExportDialogProps) {
  const { t } = useTranslation(["exports", "common"]);
  const format = useFormat();
  const choose = useRef<HTMLButtonElement>(null);
  const [rows, setRows] = useState(meant);
  const [kind, setKind] = useState<ExportFormat>("csv");
  const [headers, setHeaders] = useState<"words" | "names">("words");
  const offer = useQuery({ queryKey: ["exportOffer", view.kind], queryFn: () => view.exportOffer(), gcTime: 0 });
  // Where the file goes is asked by the system's own dialog; closing that one leads back to this one.
  const start = useRequest((requestId, spec: ExportSpec) => view.exportStart(requestId, spec), {
    failureIn: "here",
    onDone: (started) => started && onClose(),
  });
  const counts = offer.data;
  const count = counts?.[rows];
  const ready = count !== undefined && count.rows > 0 && !start.busy;
  const words = t("fields", { returnObjects: true });
  const send = () => {
    if (ready) start.run({ rows, format: kind, headers: kind === "csv" && headers === "words" ? headersOf(words) : null });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`title.${view.kind}`)}
      initialFocus={choose}
      note={count?.rows === 0 ? t("noRows") : start.busy ? t("choosing") : undefined}
      actions={
        <>
          <Button size="large" variant="quiet" onClick={onClose}>
            {t("common:actions.cancel")}
          </Button>
          <Button ref={choose} size="large" variant="primary" disabled={count?.rows === 0} aria-disabled={!ready || undefined} onClick={send}>
            {t("choose")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {counts && (
          <Segmented
            label={t("rows.label")}
            value={rows}
            options={(["shown", "selected"] as const)
              .filter((each) => each === rows || counts[each].rows > 0)
              .map((each) => ({ value: each, label: t(`rows.${each}`, { count: counts[each].rows, number: format.number(counts[each].rows) }) }))}
            onChange={setRows}
          />
        )}
        <div className={styles.pair}>
          <Segmented
            label={t("format.label")}
            value={kind}
            options={[
              { value: "csv", label: t("format.csv") },
              { value: "json", label: t("format.json") },
            ]}
            onChange={setKind}
          />
          {kind === "csv" && (
            <Segmented
              label={t("headers.label")}
              value={headers}
              options={[
                { value: "words", label: t("headers.words") },
                { value: "names", label: t("headers.names") },
              ]}
              onChange={setHeaders}
            />
          )}
        </div>
        {counts && count && <ExportNotes count={count} missingParts={counts.missingParts} csv={kind === "csv"} />}
        {offer.isError && <ProblemNote problem={problemOf(offer.error)} />}
        {start.problem && <ProblemNote problem={start.problem} />}
      </div>
    </Dialog>
  );
}
