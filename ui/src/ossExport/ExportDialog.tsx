import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { imageExportStart } from "../backend/bindings/commands";
import type { Finding, OssTarget, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { confirmWord } from "../components/confirmWord";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { ImageFindings } from "../spread/ImageFindings";
import spread from "../spread/Spread.module.css";
import { useRequest } from "../useCommand";
import { ExportEffects } from "./ExportEffects";
import TargetFields from "./TargetFields";
import { useImageExport } from "./useImageExport";

/** What the rules say of an empty name, before they are asked. */
const NO_BUCKET: Finding = { severity: "error", field: "bucket", code: "required", params: {} };

interface Props {
  /** Of one account and one region. */
  images: readonly ResourceKey[];
  onClose: () => void;
}

/** Exports images to OSS as one job: where to, what it needs and costs, and what cannot be exported. */
export function ExportDialog({ images: keys, onClose }: Props) {
  const { t } = useTranslation(["ossExport", "spread"]);
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const client = useQueryClient();
  const words = useFindingWords();
  const { data: accounts } = useQuery(accountsQuery);
  const state = useImageExport(keys);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const start = useRequest(imageExportStart, {
    failureIn: "here",
    onDone: (job) => {
      onClose();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "images" }, { page: "job", id: job.id });
    },
  });

  const { images, findings, checking } = state;
  const account = accounts?.find((each) => each.id === keys[0]?.accountId);
  const [one] = images;
  const single = images.length === 1 && one ? one : null;
  const missing = state.target.bucket === "";
  const at = (severity: "error" | "warning") => (field: keyof OssTarget) => {
    if (field === "bucket" && missing) return asked ? words(NO_BUCKET).text : undefined;
    const found = findings?.find((finding) => finding.field === field && finding.severity === severity);
    return found && words(found).text;
  };
  const wanted = isProduction(account)
    ? confirmWord(single ? { label: t("typedName"), word: single.name, id: single.key.id } : { label: t("typedNumber"), word: String(keys.length) }, common)
    : null;
  const wrong = findings?.some((finding) => finding.severity === "error") === true;
  const barred = images.some((image) => image.findings.some((finding) => finding.severity === "error"));
  const matches = wanted === null || typed === wanted.word;
  const send = () => {
    setAsked(true);
    if (checking && !missing) return;
    if (!wrong && !missing && matches) start.run(state.order);
    // The bucket is the first field, and not marked before it was asked for.
    else body.current?.querySelector<HTMLElement>(missing ? "input" : "[aria-invalid=true], [data-confirm] input")?.focus();
  };
  return (
    <Dialog
      open
      keep={state.touched}
      wide
      onClose={onClose}
      title={single ? t("title", { name: single.name || single.key.id }) : t("titleSeveral", { count: keys.length })}
      badge={account && <EnvironmentBadge account={account} />}
      text={single ? t("text", { region: single.key.regionId, count: single.disks, size: format.size(single.sizeGib) }) : t("textSeveral", { region: keys[0]?.regionId ?? "" })}
      note={asked && barred ? t("barred") : asked && (wrong || missing) ? t("wrong") : asked && checking ? common("confirm.checking") : undefined}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={wrong || missing || checking || !matches || start.busy || undefined} onClick={send}>
            {t("button", { count: keys.length })}
          </Button>
        </>
      }
    >
      <div ref={body}>
        {state.error ? (
          <CouldNotAsk problem={problemOf(state.error)} onRetry={state.retry} />
        ) : state.loading ? (
          <p className="muted" role="status">
            {t("loading")}
          </p>
        ) : (
          <>
            <ImageFindings images={images} />
            <TargetFields
              target={state.target}
              onChange={state.setTarget}
              regionId={keys[0]?.regionId ?? ""}
              imageId={single?.key.id ?? null}
              role={state.role}
              errorOf={at("error")}
              warningOf={at("warning")}
            />
            <ExportEffects images={images} />
            {state.checkError && <ProblemNote problem={problemOf(state.checkError)} />}
            {start.problem && <ProblemNote problem={start.problem} />}
            {wanted && (
              <div className={spread.confirm} data-confirm="">
                <TextField
                  label={wanted.label}
                  production
                  value={typed}
                  onChange={setTyped}
                  error={asked && !matches && !wrong ? common("confirm.mismatch", { word: wanted.word }) : undefined}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
