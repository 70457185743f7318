import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type ReactNode } from "react";
import { imageEditStart } from "../backend/bindings/commands";
import type { EditOrder, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { confirmWord } from "../components/confirmWord";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { ProblemNote } from "../components/ProblemNote";
import { isProduction } from "../components/production";
import { TextField } from "../components/TextField";
import { focusConfirm, focusWrong } from "../components/wrongField";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { useRequest } from "../useCommand";
import type { EditCheck, useEditStart } from "./useImageEdit";
import shared from "../spread/Spread.module.css";

interface Props {
  /** Of one account. */
  images: readonly ResourceKey[];
  /** Name of the image, when it is one. */
  name: string | null;
  start: ReturnType<typeof useEditStart>;
  order: EditOrder;
  check: EditCheck;
  /** Why nothing can be sent yet, beside what the rules say. */
  nothing: string | undefined;
  title: string;
  text: string;
  loading: string;
  /** What stands left of the buttons. */
  note?: string | undefined;
  button: string;
  onClose: () => void;
  children: ReactNode;
}

/** The dialog around an order to edit images: waits for the images, asks to confirm in production, sends, and goes to the job. */
export function EditFrame({ images, name, start, order, check, nothing, title, text, loading, note, button, onClose, children }: Props) {
  const { t } = useTranslation("imageEdit");
  const { t: common } = useTranslation("common");
  const client = useQueryClient();
  const { data: accounts } = useQuery(accountsQuery);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const request = useRequest(imageEditStart, {
    failureIn: "here",
    onDone: (job) => {
      onClose();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "images" }, { page: "job", id: job.id });
    },
  });
  const account = accounts?.find((each) => each.id === images[0]?.accountId);
  const [only] = order.images;
  const wanted = isProduction(account)
    ? confirmWord(name !== null && only ? { label: t("typedName"), word: name, id: only.id } : { label: t("typedNumber"), word: String(order.images.length) }, common)
    : null;
  const matches = wanted === null || typed === wanted.word;
  const wrong = check.findings?.some((finding) => finding.severity === "error") === true;
  const barred = nothing !== undefined || wrong || !matches || check.checking || start.data === undefined;
  const send = () => {
    setAsked(true);
    if (!barred) request.run(order);
    else if (check.checking) return;
    else if (!focusWrong(body.current)) {
      if (nothing === undefined && !matches) focusConfirm(body.current);
      else body.current?.querySelector<HTMLElement>("input")?.focus();
    }
  };
  return (
    <Dialog
      open
      keep={nothing === undefined}
      wide
      onClose={onClose}
      title={title}
      badge={account && <EnvironmentBadge account={account} />}
      text={text}
      note={asked && wrong ? t("edit.wrong") : asked && nothing !== undefined ? nothing : asked && check.checking ? common("confirm.checking") : note}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={barred || request.busy || undefined} onClick={send}>
            {button}
          </Button>
        </>
      }
    >
      <div ref={body}>
        {start.error ? (
          <CouldNotAsk problem={problemOf(start.error)} onRetry={() => void start.refetch()} />
        ) : start.isPending ? (
          <p className="muted" role="status">
            {loading}
          </p>
        ) : (
          <>
            {children}
            {check.error && <ProblemNote problem={problemOf(check.error)} />}
            {request.problem && <ProblemNote problem={request.problem} />}
            {wanted && (
              <div className={shared.confirm} data-confirm="">
                <TextField
                  label={wanted.label}
                  production
                  value={typed}
                  onChange={setTyped}
                  error={asked && !matches && nothing === undefined && !wrong ? common("confirm.mismatch", { word: wanted.word }) : undefined}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
