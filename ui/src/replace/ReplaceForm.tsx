import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { RefusalNote } from "../accounts/RefusalNote";
import { replaceStart } from "../backend/bindings/commands";
import type { Account, ReplaceStart } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { CloudText, visibleText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { FieldNote } from "../components/FieldNote";
import { RequestText } from "../components/RequestText";
import { Status } from "../components/Status";
import { WizardForm } from "../components/WizardFrame";
import { focusWrong } from "../components/wrongField";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState } from "../instances/instanceStatus";
import { goFrom } from "../route";
import { useCommand } from "../useCommand";
import { FatePart } from "./FatePart";
import { ImageTable } from "./ImageTable";
import { InstanceList } from "./InstanceList";
import { nameOf } from "./names";
import { OptionsPart } from "./OptionsPart";
import { ReplaceDialog } from "./ReplaceDialog";
import type { Of } from "./ReplacePage";
import { ReplaceSide } from "./ReplaceSide";
import { SignInPart } from "./SignInPart";
import { useObstacleWords } from "./useObstacleWords";
import { useReplace, type Replacement } from "./useReplace";
import own from "./Replace.module.css";

interface Props {
  of: Of;
  start: ReplaceStart;
  account: Account | undefined;
}

/** Image, losses, what is done before and after; what is wrong is said at its field while one chooses. */
export function ReplaceForm({ of, start, account }: Props) {
  const { t } = useTranslation("replace");
  const client = useQueryClient();
  const page = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const [confirming, setConfirming] = useState(false);
  const state = useReplace(start);
  const { draft, check, problem, errors } = state;
  const [first] = state.instances;
  const several = draft.instanceIds.length > 1;
  const create = useCommand((requestId: string) => replaceStart(requestId, draft, state.sentPassword), {
    failureIn: "here",
    onDone: (job) => {
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "replace", ...of }, { page: "job", id: job.id });
    },
    // The form stays as it is; what has changed in the cloud meanwhile stands at its field.
    onFailed: (refusal) => {
      setConfirming(false);
      state.setProblem(refusal);
      check.again();
      if (main.current) main.current.scrollTop = 0;
    },
  });
  const ask = () => {
    if (check.checking) return;
    flushSync(() => state.setAsked(true));
    if (state.isReady) {
      state.setProblem(null);
      setConfirming(true);
    } else if (check.problem) check.again();
    else focusWrong(page.current);
  };
  return (
    <WizardForm
      ref={page}
      main={main}
      title={t("title")}
      account={account}
      regionId={of.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "instances" }}
      head={<Head state={state} />}
      side={<ReplaceSide state={state} />}
      say={check.checking ? t("foot.checking") : errors > 0 ? t("foot.errors", { count: errors }) : t("foot.nothing")}
      buttons={
        <Button variant="danger" size="large" aria-disabled={check.checking || create.busy || undefined} onClick={ask}>
          {create.busy ? t("foot.starting") : t("foot.replace")}
        </Button>
      }
    >
      {problem && (
        <div className={own.problem}>
          {problem.code === "draftInvalid" ? (
            <Callout tone="bad" alert>
              {t("changed")}
            </Callout>
          ) : (
            <RefusalNote problem={problem} titleOnly={problem.field !== null} onRepeat={ask} />
          )}
        </div>
      )}
      {check.problem && (
        <div className={own.problem}>
          <CouldNotAsk title={t("notChecked")} problem={check.problem} onRetry={check.again} />
        </div>
      )}
      {!several && draft.instanceIds.map((id) => <OneObstacles key={id} id={id} state={state} />)}
      <ImageTable state={state} />
      {several && <InstanceList state={state} />}
      <FatePart state={state} />
      <OptionsPart state={state} />
      <SignInPart state={state} />
      {state.request.length > 0 && (
        <>
          {several && first && <p className={`${own.part} t12 muted`}>{t("request", { name: visibleText(nameOf(first)) })}</p>}
          <RequestText request={state.request} />
        </>
      )}
      {confirming && <ReplaceDialog state={state} account={account} busy={create.busy} onConfirm={() => create.run(state.requestId)} onClose={() => setConfirming(false)} />}
    </WizardForm>
  );
}

/** Which instance it is and what it runs now, or how many there are. */
function Head({ state: { draft, instances } }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const { t: words } = useTranslation("instances");
  const [one] = instances;
  if (draft.instanceIds.length > 1 || !one) return <span className={`${own.of} muted`}>{t("head.instances", { count: draft.instanceIds.length })}</span>;
  const { tone, word } = instanceState(one.row, words);
  return (
    <>
      <span className={`${own.of} trunc`}>
        <CloudText text={nameOf(one)} />
      </span>
      <span className={`${own.now} muted`}>
        <Status tone={tone}>{word}</Status>
        <span className="trunc">{t("head.runs", { image: visibleText(one.row.imageName ?? one.row.imageId) })}</span>
      </span>
    </>
  );
}

/** Why the system disk of the only instance cannot be replaced now. */
function OneObstacles({ id, state }: { id: string; state: Replacement }) {
  const words = useObstacleWords();
  return state.obstaclesOf(id).map((finding) => (
    <div key={finding.code} className={own.problem}>
      <FieldNote id={`${finding.code}-note`} error={words(finding)} />
    </div>
  ));
}
