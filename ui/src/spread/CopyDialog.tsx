import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { imageCopyStart } from "../backend/bindings/commands";
import type { CopySource, ResourceKey } from "../backend/bindings/types";
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
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { useRequest } from "../useCommand";
import { CopyEffects } from "./CopyEffects";
import { CopyTable } from "./CopyTable";
import { ImageFindings } from "./ImageFindings";
import { useCopy } from "./useCopy";
import styles from "./Spread.module.css";

interface Props {
  /** Of one account. */
  images: readonly ResourceKey[];
  /** Regions that are chosen at the beginning. */
  regionIds?: readonly string[];
  /** The job has begun. */
  onStarted?: () => void;
  onClose: () => void;
}

const NONE: readonly string[] = [];

/** Copies images to other regions, as one job: where they are already, what the copies are called, and what it comes to. */
export function CopyDialog({ images: keys, regionIds = NONE, onStarted, onClose }: Props) {
  const { t } = useTranslation("spread");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const client = useQueryClient();
  const { data: accounts } = useQuery(accountsQuery);
  const state = useCopy(keys, regionIds);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const start = useRequest(imageCopyStart, {
    failureIn: "here",
    onDone: (job) => {
      onStarted?.();
      onClose();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "images" }, { page: "job", id: job.id });
    },
  });

  const { images, copies, choices, findings, names } = state;
  const account = accounts?.find((each) => each.id === keys[0]?.accountId);
  const [one] = images;
  const single = images.length === 1 && one ? one : null;
  const regions = new Set(copies.map((copy) => copy.regionId));
  const wanted = isProduction(account)
    ? confirmWord(single ? { label: t("copy.typedName"), word: single.name, id: single.key.id } : { label: t("copy.typedNumber"), word: String(copies.length) }, common)
    : null;
  const withoutKey = [...regions].some((regionId) => choices[regionId]?.encryption === "key" && choices[regionId].kmsKeyId.trim() === "");
  const wrong = withoutKey || findings?.some((finding) => finding.severity === "error") === true || names.some((name) => name.answer?.state === "taken");
  const matches = wanted === null || typed === wanted.word;
  const send = () => {
    setAsked(true);
    if (copies.length === 0 || wrong || !matches) body.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-confirm] input")?.focus();
    else start.run({ copies: [...copies] });
  };
  const textOf = ({ key: { regionId: region }, snapshots, sizeGib }: CopySource) => {
    const size = format.size(sizeGib);
    if (snapshots !== null) return t("copy.text", { region, count: snapshots, size });
    return sizeGib > 0 ? t("copy.textSize", { region, size }) : t("copy.textRegion", { region });
  };
  const button = single ? t("copy.button", { count: regions.size }) : t("copy.buttonSeveral", { count: copies.length });
  return (
    <Dialog
      open
      keep={copies.length > 0}
      table
      onClose={onClose}
      title={single ? t("copy.title", { name: single.name || single.key.id }) : t("copy.titleSeveral", { count: keys.length })}
      badge={account && <EnvironmentBadge account={account} />}
      text={single ? textOf(single) : t("copy.textSeveral")}
      note={asked && copies.length === 0 ? t("copy.nothing") : asked && wrong ? t("copy.wrong") : t("copy.chosen", { count: regions.size })}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={copies.length === 0 || wrong || !matches || start.busy || undefined} onClick={send}>
            {button}
          </Button>
        </>
      }
    >
      <div ref={body}>
        {state.error ? (
          <CouldNotAsk problem={problemOf(state.error)} onRetry={state.retry} />
        ) : state.loading ? (
          <p className="muted" role="status">
            {t("copy.loading")}
          </p>
        ) : (
          <>
            <ImageFindings images={images} />
            <CopyTable state={state} />
            <CopyEffects state={state} />
            {state.checkError && copies.length > 0 && <ProblemNote problem={problemOf(state.checkError)} />}
            {start.problem && <ProblemNote problem={start.problem} />}
            {wanted && (
              <div className={styles.confirm} data-confirm="">
                <TextField
                  label={wanted.label}
                  production
                  value={typed}
                  onChange={setTyped}
                  error={asked && !matches && copies.length > 0 && !wrong ? common("confirm.mismatch", { word: wanted.word }) : undefined}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
