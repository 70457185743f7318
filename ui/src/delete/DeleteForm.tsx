import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { RefusalNote } from "../accounts/RefusalNote";
import { deletionStart, stepSkip } from "../backend/bindings/commands";
import type { Account, DeletionOrder, DeletionPlan } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { newRequestId } from "../backend/requestId";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { CloudText, visibleText } from "../components/CloudText";
import { isProduction } from "../components/production";
import { WizardForm } from "../components/WizardFrame";
import { focusConfirm } from "../components/wrongField";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom, type Route } from "../route";
import { useRequest } from "../useCommand";
import { countsOf, orderOf, tickedAtFirst } from "./chosen";
import { DeleteSide } from "./DeleteSide";
import { NotAsked } from "./NotAsked";
import { placesOf } from "./placesOf";
import { PlanTable } from "./PlanTable";
import { UndoFoot } from "./UndoFoot";
import { UNDO_STEP } from "./undoOf";
import { useConfirmWord } from "./useConfirmWord";
import { useTotals } from "./useTotals";
import own from "./Delete.module.css";

interface Props {
  /** The page that this is. */
  here: Route;
  /** Where the way out leads when nothing was shown before. */
  to: Route;
  plan: DeletionPlan;
  account: Account | undefined;
  asking: boolean;
  /** Asks for the plan anew. */
  onAsk: () => void;
  /** Which images the plan is of, when a rule says that; `waits` once it was sent. */
  rule?: { title: string; regionIds: string; form: (waits: boolean) => ReactNode; below: ReactNode; none: string } | undefined;
}

/** The plan, what is typed in production, and the time to undo after the button. */
export function DeleteForm({ here, to, plan, account, asking, onAsk, rule }: Props) {
  const { t } = useTranslation("deletion");
  const client = useQueryClient();
  const format = useFormat();
  const now = useNow(1000);
  const page = useRef<HTMLDivElement>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => tickedAtFirst(plan));
  const [typed, setTyped] = useState("");
  const [missed, setMissed] = useState(false);
  const [jobId, setJobId] = useState<number | null>(null);
  const order = orderOf(plan, ticked);
  const counts = countsOf(order);
  const totals = useTotals();
  const wanted = useConfirmWord(plan, order);
  const needsWord = isProduction(account) && counts.images + counts.snapshots > 0;
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const start = useRequest((requestId: string, sent: DeletionOrder) => deletionStart(requestId, sent), {
    failureIn: "here",
    onDone: (job) => {
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      if (shown.current) {
        setJobId(job.id);
        return undefined;
      }
      // Who has left meanwhile sees no time to undo it.
      return stepSkip(newRequestId(), job.id, UNDO_STEP);
    },
    onFailed: (problem) => {
      if (problem.code === "draftInvalid") onAsk();
    },
  });
  const nothing = counts.images + counts.snapshots === 0;
  const begin = () => {
    if (nothing || asking) return;
    if (needsWord && typed !== wanted.word) {
      setMissed(true);
      focusConfirm(page.current);
      return;
    }
    start.run(order);
  };
  const title = useTitle(plan);
  const keys = [...plan.images.map(({ row }) => row.key), ...plan.snapshots.map(({ key }) => key), ...plan.gone];
  const undoing = jobId !== null;
  // From the click on, what is shown is what was sent.
  const waits = undoing || start.busy;
  return (
    <WizardForm
      ref={page}
      title={rule?.title ?? title}
      account={account}
      regionId={rule?.regionIds ?? placesOf(keys)}
      cancel={t("foot.cancel")}
      to={to}
      head={
        <span className={own.asked}>
          {t("asked", { ago: format.ago(plan.askedAt, Math.max(now, plan.askedAt)) })}
          <Button variant="quiet" icon="refresh" aria-disabled={asking || waits || undefined} onClick={() => !waits && onAsk()}>
            {t("askAgain")}
          </Button>
        </span>
      }
      side={
        <DeleteSide
          plan={plan}
          order={order}
          confirm={needsWord && !undoing ? { ...wanted, typed, onType: setTyped, error: missed && typed !== wanted.word ? t("confirm.mismatch", { word: wanted.word }) : undefined } : null}
        />
      }
      say={undoing ? null : nothing ? t("foot.nothingChosen") : t("foot.say", { what: totals(counts) })}
      buttons={
        undoing ? (
          <UndoFoot jobId={jobId} onUndone={() => setJobId(null)} onStarted={() => goFrom(here, { page: "job", id: jobId })} />
        ) : (
          <Button variant="dangerSolid" size="large" aria-disabled={nothing || asking || start.busy || undefined} onClick={begin}>
            {start.busy ? t("foot.starting") : t("foot.delete", { what: totals({ ...counts, shares: 0 }) })}
          </Button>
        )
      }
    >
      {start.problem && (
        <div className={own.problem}>
          {start.problem.code === "draftInvalid" ? (
            <Callout tone="bad" alert>
              {t("changed")}
            </Callout>
          ) : (
            <RefusalNote problem={start.problem} onRepeat={begin} />
          )}
        </div>
      )}
      {rule?.form(waits)}
      <NotAsked plan={plan} byRule={rule !== undefined} />
      {plan.gone.length > 0 && (
        <div className={own.problem}>
          <Callout tone="info">
            {t("gone", { count: plan.gone.length })} <CloudText text={format.list(plan.gone.slice(0, 5).map(({ id }) => id))} />
          </Callout>
        </div>
      )}
      <h2>{t("order.title")}</h2>
      <p className={own.lead}>{rule !== undefined && keys.length === 0 ? rule.none : t("order.lead")}</p>
      <PlanTable
        plan={plan}
        ticked={ticked}
        waits={waits}
        byRule={rule !== undefined}
        onTick={(ids, on) =>
          setTicked((before) => {
            const next = new Set(before);
            for (const id of ids) {
              if (on) next.add(id);
              else next.delete(id);
            }
            return next;
          })
        }
      />
      {rule?.below}
    </WizardForm>
  );
}

/** What is deleted: by its name when it is one. */
function useTitle({ images, snapshots }: DeletionPlan): string {
  const { t } = useTranslation("deletion");
  const [image] = images;
  const [snapshot] = snapshots;
  if (images.length === 1 && image && snapshots.length === 0) return t("titleImage", { name: visibleText(image.row.name || image.row.key.id) });
  if (images.length === 0 && snapshots.length === 1 && snapshot) return t("titleSnapshot", { name: visibleText(snapshot.name || snapshot.key.id) });
  return t("title");
}
