import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { launchCreate } from "../backend/bindings/commands";
import type { Account, LaunchStart, ResourceKey } from "../backend/bindings/types";
import { jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { isProduction } from "../components/production";
import { StepList } from "../components/StepList";
import { WizardForm } from "../components/WizardFrame";
import { focusConfirm, focusWrong } from "../components/wrongField";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { focusHeading } from "../shell/focusHeading";
import { useCommand } from "../useCommand";
import { DisksStep } from "./DisksStep";
import { STEPS, stepOf, type LaunchStep } from "./fields";
import { ImageStep } from "./ImageStep";
import { keptForms } from "./keptForms";
import { KeptNote } from "./KeptNote";
import { LaunchGuidance } from "./LaunchGuidance";
import { MachineStep } from "./MachineStep";
import { ReviewSide } from "./ReviewSide";
import { ReviewStep } from "./ReviewStep";
import { usePriceWords } from "./usePriceWords";
import { useLaunch } from "./useLaunch";

interface Props {
  imageKey: ResourceKey;
  like: string | null;
  first: LaunchStart;
  account: Account | undefined;
}

/** The four steps. Nothing is created before the last button. */
export function LaunchWizard({ imageKey, like, first, account }: Props) {
  const { t } = useTranslation("launch");
  const client = useQueryClient();
  const priceWords = usePriceWords();
  const launch = useLaunch(imageKey, like, first);
  const { draft, step } = launch;
  const production = isProduction(account);
  const wanted = String(draft.count);
  const [typed, setTyped] = useState("");
  const [confirmAsked, setConfirmAsked] = useState(false);
  const main = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!focusWrong(page.current)) focusHeading(main.current, "h2");
  }, [step]);

  const show = (next: LaunchStep) => {
    launch.goTo(next);
    if (main.current) main.current.scrollTop = 0;
  };
  const create = useCommand((requestId: string) => launchCreate(requestId, draft, launch.sentPassword), {
    failureIn: "here",
    onDone: (job) => {
      keptForms.forget(imageKey, like);
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "launch", key: imageKey, like }, { page: "job", id: job.id });
    },
    onFailed: (problem) => {
      launch.setProblem(problem);
      const at = problem.field === null ? null : stepOf(problem.field);
      if (at) show(at);
    },
  });

  const before = STEPS[STEPS.indexOf(step) - 1];
  const after = STEPS[STEPS.indexOf(step) + 1];
  const errors = launch.errorsOf(step);

  const next = () => {
    const missing = page.current?.querySelector<HTMLElement>("[data-missing] [aria-invalid]");
    if (errors > 0) focusWrong(page.current);
    else if (missing) missing.focus();
    else if (after) show(after);
  };
  const send = () => {
    if (create.busy) return;
    if (launch.checkProblem || !launch.checkedNow) {
      launch.askAgain();
      return;
    }
    const wrong = STEPS.find((candidate) => candidate !== "review" && launch.errorsOf(candidate) > 0);
    if (wrong || launch.errorsOf("review") > 0) {
      if (wrong) show(wrong);
      return;
    }
    if (production && typed.trim() !== wanted) {
      setConfirmAsked(true);
      focusConfirm(page.current);
      return;
    }
    launch.setProblem(null);
    create.run(launch.requestId);
  };

  return (
    <WizardForm
      ref={page}
      main={main}
      title={t("title")}
      account={account}
      regionId={draft.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "images" }}
      head={<StepList label={t("steps.label")} done={t("steps.done")} steps={STEPS.map((id) => ({ id, label: t(`steps.${id}`) }))} current={step} onGo={show} />}
      side={
        step === "review" ? (
          <ReviewSide
            launch={launch}
            confirm={production ? { typed, onType: setTyped, error: confirmAsked && typed.trim() !== wanted ? t("review.mismatch", { number: wanted }) : undefined } : undefined}
          />
        ) : (
          <LaunchGuidance launch={launch} />
        )
      }
      say={errors > 0 ? t("foot.errors", { count: errors }) : step === "review" ? priceWords.total(launch) : t("foot.nothing")}
      buttons={
        <>
          {before && (
            <Button size="large" onClick={() => show(before)}>
              {t("foot.back")}
            </Button>
          )}
          {after && after !== "image" ? (
            <Button variant="primary" size="large" onClick={next}>
              {t(`foot.next.${after}`)}
            </Button>
          ) : (
            <Button variant="primary" size="large" aria-disabled={create.busy || undefined} onClick={send}>
              {create.busy ? t("foot.creating") : t("foot.create", { count: draft.count })}
            </Button>
          )}
        </>
      }
    >
      <KeptNote launch={launch} />
      {step === "image" && <ImageStep launch={launch} />}
      {step === "machine" && <MachineStep launch={launch} onRepeat={send} />}
      {step === "disks" && <DisksStep launch={launch} onRepeat={send} />}
      {step === "review" && <ReviewStep launch={launch} account={account} onEdit={show} onRepeat={send} />}
    </WizardForm>
  );
}
