import { useQueryClient } from "@tanstack/react-query";
import { Suspense, lazy, useEffect, useRef, useState } from "react";
import { imageCreate, recipeOfDraft } from "../backend/bindings/commands";
import type { Account, DraftStart, DraftStep, KeptDraft, Problem, Recipe, ResourceKey } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { isProduction } from "../components/production";
import { StepList } from "../components/StepList";
import { WizardForm } from "../components/WizardFrame";
import { focusConfirm, focusWrong } from "../components/wrongField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { focusHeading } from "../shell/focusHeading";
import { useCommand } from "../useCommand";
import { DisksStep } from "./DisksStep";
import { createWords } from "./createWords";
import { forgetDraft, writeDraft } from "./drafts";
import { totalGib } from "./disks";
import { stepOf } from "./fields";
import { DraftNote } from "./DraftNote";
import { GuidanceSide } from "./GuidanceSide";
import { ImageStep } from "./ImageStep";
import { ReviewSide } from "./ReviewSide";
import { ReviewStep } from "./ReviewStep";
import { useDraftFailure } from "./useDraftFailure";
import { useImageDraft } from "./useImageDraft";

const RecipeDialog = lazy(() => import("../recipes/RecipeDialog"));

const STEPS: readonly DraftStep[] = ["disks", "image", "review"];

interface Props {
  snapshotKey: ResourceKey;
  source: DraftStart;
  /** The draft of this snapshot that was left. */
  left: KeptDraft | null;
  account: Account | undefined;
}

/** The three steps. Nothing is created before the last button; leaving keeps the draft. */
export function Wizard({ snapshotKey, source, left, account }: Props) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const client = useQueryClient();
  const notKept = useDraftFailure();
  const state = useImageDraft(snapshotKey, source, left);
  const { draft, step } = state;
  const production = isProduction(account);
  const [typed, setTyped] = useState("");
  const [confirmAsked, setConfirmAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const suggest = useCommand(recipeOfDraft, { onDone: setRecipe });
  const main = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!focusWrong(page.current)) focusHeading(main.current, "h2");
  }, [step]);

  const show = (next: DraftStep) => {
    state.goTo(next);
    if (main.current) main.current.scrollTop = 0;
  };
  const sendDraft = async (requestId: string) => {
    // A draft that cannot be kept is told of as such, and the image can be created all the same.
    await writeDraft(snapshotKey).catch(notKept);
    return imageCreate(requestId, draft);
  };
  const create = useCommand(sendDraft, {
    failureIn: "here",
    onDone: (job, sent) => {
      void forgetDraft(snapshotKey, sent).catch(notKept);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "image", key: snapshotKey }, { page: "job", id: job.id });
    },
    onFailed: (problem) => {
      setProblem(problem);
      if (problem.code === "imageNameTaken") state.askAgain();
      const at = problem.field === null ? null : stepOf(problem.field);
      if (at) show(at);
    },
  });

  const at = STEPS.indexOf(step);
  const before = STEPS[at - 1];
  const after = STEPS[at + 1];
  const errors = state.errorsOf(step);

  const next = () => {
    if (errors > 0) focusWrong(page.current);
    else if (after) show(after);
  };
  const send = () => {
    if (create.busy) return;
    if (state.checkProblem || !state.check) {
      state.askAgain();
      return;
    }
    const wrong = STEPS.find((candidate) => state.errorsOf(candidate) > 0);
    if (wrong) {
      show(wrong === "review" ? "disks" : wrong);
      return;
    }
    if (production && typed !== draft.name) {
      setConfirmAsked(true);
      focusConfirm(page.current);
      return;
    }
    setProblem(null);
    create.run(state.requestId);
  };

  return (
    <WizardForm
      ref={page}
      main={main}
      title={t("title")}
      account={account}
      regionId={draft.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "snapshots" }}
      head={
        <StepList
          label={t("steps.label")}
          done={t("steps.done")}
          steps={STEPS.map((id) => ({ id, label: t(`steps.${id}`) }))}
          current={step}
          onGo={show}
        />
      }
      side={
        step === "review" ? (
          <ReviewSide
            state={state}
            confirm={
              production
                ? { typed, onType: setTyped, error: confirmAsked && typed !== draft.name ? t("review.mismatch", { name: draft.name }) : undefined }
                : undefined
            }
          />
        ) : (
          <GuidanceSide state={state} />
        )
      }
      say={
        errors > 0
          ? t("foot.errors", { count: errors })
          : step === "review"
            ? t("foot.total", { count: draft.dataDisks.length + 1, size: format.number(totalGib(draft)) })
            : t("foot.nothing")
      }
      buttons={
        <>
          {step === "review" && (
            <Button variant="quiet" size="large" aria-disabled={suggest.busy || undefined} onClick={() => suggest.run(draft)}>
              {t("foot.saveRecipe")}
            </Button>
          )}
          {before && (
            <Button size="large" onClick={() => show(before)}>
              {t("foot.back")}
            </Button>
          )}
          {after ? (
            <Button variant="primary" size="large" onClick={next}>
              {t(after === "image" ? "foot.nextImage" : "foot.nextReview")}
            </Button>
          ) : (
            <Button variant="primary" size="large" aria-disabled={create.busy || undefined} onClick={send}>
              {create.busy ? t("foot.creating") : createWords(draft, t)}
            </Button>
          )}
        </>
      }
    >
      <DraftNote state={state} />
      {step === "disks" && <DisksStep state={state} />}
      {step === "image" && <ImageStep state={state} account={account} problem={problem} />}
      {step === "review" && <ReviewStep state={state} account={account} problem={problem} onEdit={show} onRepeat={send} />}
      {recipe && (
        <Suspense fallback={null}>
          <RecipeDialog recipe={recipe} from="draft" onClose={() => setRecipe(null)} />
        </Suspense>
      )}
    </WizardForm>
  );
}
