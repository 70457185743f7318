import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { jobQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { isUndoneAnew, UNDO_STEP, undoOf } from "./undoOf";
import { useUndo } from "./useUndo";
import { UndoTime } from "./UndoTime";
import own from "./Delete.module.css";

interface Props {
  jobId: number;
  onUndone: () => void;
  /** The time is over: the deletion has begun. */
  onStarted: () => void;
}

/** The time in which the deletion can be undone. Who leaves the page undoes it: nothing is deleted that nobody looks at. */
export function UndoFoot({ jobId, onUndone, onStarted }: Props) {
  const { t } = useTranslation("deletion");
  const { data: job } = useQuery(jobQuery(jobId));
  const open = useRef(true);
  const undo = useUndo(jobId, () => {
    open.current = false;
    onUndone();
  });
  const step = job?.steps.find(({ position }) => position === UNDO_STEP);
  const isOver = step?.state === "done";
  const isUndone = step?.state === "skipped";
  const leave = useRef(undo.run);
  const here = useRef(true);

  useEffect(() => {
    open.current = !isOver && !isUndone;
    leave.current = undo.run;
  });
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      // React may show it again at once.
      queueMicrotask(() => {
        if (!here.current && open.current) leave.current();
      });
    };
  }, []);
  useEffect(() => {
    if (isOver) onStarted();
    if (isUndone) onUndone();
  }, [isOver, isUndone, onStarted, onUndone]);

  return (
    <div className={own.undo}>
      <UndoTime at={undoOf(job)} leaving={t("undo.leaving")} anew={isUndoneAnew(job)} />
      {undo.problem && <ProblemNote problem={undo.problem} titleOnly />}
      <Button size="large" aria-disabled={undo.busy || isOver || undefined} onClick={() => !isOver && undo.run()}>
        {t("undo.button")}
      </Button>
    </div>
  );
}
