import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type RefObject } from "react";
import { RefusalNote } from "../accounts/RefusalNote";
import { changeStart } from "../backend/bindings/commands";
import type { Account, ChangeDraft, ChangeStart, Finding, ResourceKey } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { canBeTyped } from "../components/canBeTyped";
import { CloudText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { isProduction } from "../components/production";
import { Status } from "../components/Status";
import { WizardForm } from "../components/WizardFrame";
import { focusConfirm, focusWrong } from "../components/wrongField";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState } from "../instances/instanceStatus";
import { useChargeWord } from "../instances/useChargeWord";
import { goFrom } from "../route";
import { focusHeading } from "../shell/focusHeading";
import { useRequest } from "../useCommand";
import { BandwidthPart } from "./BandwidthPart";
import { ChangeSide } from "./ChangeSide";
import { DisksPart } from "./DisksPart";
import type { ChangeForm } from "./draft";
import { Notes, StartAfter } from "./NotesPart";
import { ReviewPart } from "./ReviewPart";
import { TypePart } from "./TypePart";
import { useChange, type Change } from "./useChange";
import own from "./Change.module.css";

interface Props {
  instanceKey: ResourceKey;
  start: ChangeStart;
  account: Account | undefined;
  /** Reads the instance and its types once more. */
  onOpenAgain: () => void;
  opening: boolean;
}

/** What changes, and a look at all of it before it is sent. Nothing is changed before the last button. */
export function ChangeWizard({ instanceKey, start, account, onOpenAgain, opening }: Props) {
  const { t } = useTranslation("change");
  const change = useChange(start);
  const page = useRef<HTMLDivElement>(null);
  const review = useReview(change, page);
  const confirm = useConfirm(start, account, page);
  const send = useSend(instanceKey, change, review.leave);
  const { draft } = change;
  const submit = () => {
    if (confirm.matches()) send.run(draft);
  };
  return (
    <WizardForm
      ref={page}
      title={t("title")}
      account={account}
      regionId={instanceKey.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "instances" }}
      head={<Who change={change} />}
      side={<ChangeSide change={change} confirm={review.shown ? confirm.field : undefined} />}
      say={<Say change={change} reviewing={review.shown} />}
      buttons={
        review.shown ? (
          <>
            <Button size="large" onClick={review.leave}>
              {t("foot.back")}
            </Button>
            <Button variant="primary" size="large" aria-disabled={send.busy || undefined} onClick={submit}>
              {t(send.busy ? "foot.changing" : "foot.change")}
            </Button>
          </>
        ) : (
          <Button variant="primary" size="large" aria-disabled={change.changes === 0 || undefined} onClick={review.ask}>
            {t("foot.review")}
          </Button>
        )
      }
    >
      <Told change={change} onRepeat={() => send.run(draft)} />
      {review.shown ? (
        <ReviewPart change={change} account={account} onEdit={review.leave} />
      ) : (
        <>
          <TypePart change={change} onAskAgain={onOpenAgain} asking={opening} />
          <DisksPart change={change} />
          <BandwidthPart change={change} />
          <StartAfter change={change} />
          <Notes change={change} />
        </>
      )}
    </WizardForm>
  );
}

/** The review is shown as soon as the cloud has no objection to what stands in the form; another form has to be asked for anew. */
function useReview(change: Change, page: RefObject<HTMLDivElement | null>) {
  const { form, check, errors, changes } = change;
  const [asked, setAsked] = useState<ChangeForm | null>(null);
  const wanted = asked === form;
  const shown = wanted && check.fresh && errors === 0;
  const refused = wanted && check.fresh && errors > 0;
  const before = useRef(false);
  useEffect(() => {
    if (refused) focusWrong(page.current);
  }, [refused, page]);
  useEffect(() => {
    if (shown !== before.current) focusHeading(page.current, "h2");
    before.current = shown;
  }, [shown, page]);
  return {
    shown,
    leave: () => setAsked(null),
    ask: () => {
      if (changes === 0) return;
      if (check.problem) check.ask();
      setAsked(form);
      if (check.fresh && errors > 0) focusWrong(page.current);
    },
  };
}

/** In production the name of the instance is typed, or its id where the name cannot be typed. */
function useConfirm(start: ChangeStart, account: Account | undefined, page: RefObject<HTMLDivElement | null>) {
  const { t } = useTranslation("change");
  const { t: common } = useTranslation("common");
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const { name, key } = start.instance;
  const byId = !canBeTyped(name);
  const wanted = byId ? key.id : name;
  const production = isProduction(account);
  const matches = !production || typed.trim() === wanted;
  const words = byId ? { ask: common("confirm.typedId", { id: wanted }), label: t("review.confirmId") } : { ask: t("review.confirm"), label: t("review.confirmLabel") };
  return {
    field: production ? { ...words, wanted, typed, onType: setTyped, error: asked && !matches ? common("confirm.mismatch", { word: wanted }) : undefined } : undefined,
    matches: () => {
      if (matches) return true;
      setAsked(true);
      focusConfirm(page.current);
      return false;
    },
  };
}

function useSend(instanceKey: ResourceKey, change: Change, onFieldRefused: () => void) {
  const client = useQueryClient();
  return useRequest((requestId: string, draft: ChangeDraft) => changeStart(requestId, draft), {
    failureIn: "here",
    onDone: (job) => {
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "change", key: instanceKey }, { page: "job", id: job.id });
    },
    onFailed: (problem) => {
      change.setProblem(problem);
      // What the rules say now stands at its field.
      if (problem.code === "draftInvalid") change.check.ask();
      if (problem.field !== null) onFieldRefused();
    },
  });
}

/** The instance, how it stands, and how it is billed. */
function Who({ change: { start } }: { change: Change }) {
  const { t } = useTranslation("instances");
  const charge = useChargeWord();
  const { instance } = start;
  const { tone, word, tip } = instanceState(instance, t);
  return (
    <span className={own.who}>
      <span className="trunc" data-tip={instance.key.id}>
        <CloudText text={instance.name || instance.key.id} />
      </span>
      <span data-tip={tip}>
        <Status tone={tone}>{word}</Status>
      </span>
      <span>{charge(instance.chargeType)}</span>
    </span>
  );
}

/** What was refused or could not be asked, and what no field tells. */
function Told({ change, onRepeat }: { change: Change; onRepeat: () => void }) {
  const { t } = useTranslation("change");
  const { t: findings } = useTranslation("findings");
  const words = useFindingWords();
  const { problem, check, homeless } = change;
  if (!problem && !check.problem && homeless.length === 0) return null;
  return (
    <div className={own.told}>
      {problem && <RefusalNote problem={problem} titleOnly={problem.field !== null} onRepeat={onRepeat} />}
      {check.problem && <CouldNotAsk title={t("notChecked")} problem={check.problem} onRetry={check.ask} />}
      {homeless.map((finding: Finding) => (
        <div key={`${finding.code} ${finding.field}`} data-error="" tabIndex={-1}>
          <Callout tone="bad">
            <b className="medium">{findings("sentence", { title: words(finding).title })}</b>
            {words(finding).text}
          </Callout>
        </div>
      ))}
    </div>
  );
}

/** How many changes there are, how many of them need a stop, and what stands in the way. */
function Say({ change, reviewing }: { change: Change; reviewing: boolean }) {
  const { t } = useTranslation("change");
  const { changes, stops, errors, check } = change;
  if (changes === 0) return t("foot.nothing");
  const counted = stops === 0 ? t("foot.noStop", { count: changes }) : t("foot.stop", { changes: t("foot.changes", { count: changes }), count: stops });
  if (errors > 0 && check.fresh) return t("foot.errors", { count: errors });
  if (check.problem) return t("foot.notChecked");
  if (check.asking && !reviewing) return t("pair", { first: counted, second: t("foot.checking") });
  return reviewing ? t("pair", { first: counted, second: t("foot.safe") }) : counted;
}
