import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { imageCreate } from "../backend/bindings/commands";
import type { Recipe } from "../backend/bindings/types";
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
import { useTranslation } from "../i18n/useTranslation";
import { createWords } from "../image/createWords";
import { goFrom } from "../route";
import { useRequest } from "../useCommand";
import { recipeRunQuery } from "./queries";
import { RunFindings } from "./RunFindings";
import { RunReview } from "./RunReview";
import styles from "./Recipes.module.css";

/** What a recipe comes to with the newest snapshots, and the one button that does it. */
export function RunDialog({ recipe, onClose }: { recipe: Recipe; onClose: () => void }) {
  const { t } = useTranslation(["recipes", "image"]);
  const { t: image } = useTranslation("image");
  const { t: common } = useTranslation("common");
  const client = useQueryClient();
  const { data: accounts } = useQuery(accountsQuery);
  const { data: run, error, isFetching, refetch } = useQuery(recipeRunQuery(recipe.id ?? 0));
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const create = useRequest(imageCreate, {
    failureIn: "here",
    onDone: (job) => {
      onClose();
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "recipes" }, { page: "job", id: job.id });
    },
  });
  const account = accounts?.find((each) => each.id === recipe.accountId);
  const draft = run?.draft ?? null;
  const wrong = run?.findings.some((finding) => finding.severity === "error") === true;
  const wanted = draft && isProduction(account) ? confirmWord({ label: t("runDialog.typedName"), word: draft.name }, common) : null;
  const matches = wanted === null || typed === wanted.word;
  const ready = draft !== null && !wrong && !isFetching && matches && !create.busy;
  const send = () => {
    setAsked(true);
    if (ready) create.run(draft);
    else body.current?.querySelector<HTMLElement>("[data-confirm] input")?.focus();
  };
  return (
    <Dialog
      open
      keep={typed !== ""}
      table
      onClose={onClose}
      title={t("runDialog.title", { name: recipe.name })}
      badge={account && <EnvironmentBadge account={account} />}
      text={run && !draft ? undefined : t("runDialog.text")}
      note={run && !isFetching && (wrong || !draft) ? t("runDialog.blocked") : undefined}
      actions={
        <>
          {run && (
            <Button variant="quiet" size="large" aria-disabled={isFetching || undefined} onClick={() => !isFetching && void refetch()}>
              {t("runDialog.again")}
            </Button>
          )}
          <Button variant="quiet" size="large" onClick={onClose}>
            {common("actions.cancel")}
          </Button>
          {(draft || !run) && (
            <Button variant="primary" size="large" aria-disabled={!ready || undefined} onClick={send}>
              {create.busy ? image("foot.creating") : createWords(draft ?? recipe, image)}
            </Button>
          )}
        </>
      }
    >
      <div ref={body}>
        {error && !run ? (
          <CouldNotAsk title={t("runDialog.failed")} problem={problemOf(error)} onRetry={() => void refetch()} />
        ) : !run ? (
          <p className="muted" role="status">
            {t("runDialog.asking")}
          </p>
        ) : (
          <>
            {draft && <RunReview run={run} draft={draft} account={account} />}
            <RunFindings run={run} />
            {create.problem && <ProblemNote problem={create.problem} />}
            {wanted && !wrong && (
              <div className={styles.confirm} data-confirm="">
                <TextField
                  label={wanted.label}
                  production
                  value={typed}
                  onChange={setTyped}
                  error={asked && !matches ? common("confirm.mismatch", { word: wanted.word }) : undefined}
                />
              </div>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
