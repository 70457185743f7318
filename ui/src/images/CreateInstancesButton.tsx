import { Suspense, useRef } from "react";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { imageWord } from "../components/imageStatus";
import { LazyPopover } from "../components/LazyPopover";
import type { Target } from "../grid/target";
import { useTranslation } from "../i18n/useTranslation";
import type { CreateInstances, LaunchRefusal } from "./useCreateInstances";

interface Props {
  target: Target;
  creating: CreateInstances;
}

/** The one primary action. Where no instances can be created it says why. */
export function CreateInstancesButton({ target, creating }: Props) {
  const { t } = useTranslation("images");
  const button = useRef<HTMLButtonElement>(null);
  const { refusal, error, busy, dismiss } = creating;
  const explained = refusal !== null || error !== null;
  return (
    <>
      <Button ref={button} variant="primary" aria-disabled={busy} onClick={() => (explained ? dismiss() : creating.start(target))}>
        {t("launch")}
      </Button>
      {explained && (
        <LazyPopover open anchor={button} label={t("launch")} onClose={dismiss}>
          <Suspense fallback={null}>{refusal ? <Explanation refusal={refusal} /> : <CouldNotAsk problem={problemOf(error)} plain />}</Suspense>
        </LazyPopover>
      )}
    </>
  );
}

function Explanation({ refusal }: { refusal: LaunchRefusal }) {
  const { t } = useTranslation("images");
  const { t: common } = useTranslation("common");
  return <p>{refusal.reason === "status" ? t("explain.status", { status: imageWord(refusal.status, common) }) : t(`explain.${refusal.reason}`)}</p>;
}
