import { useRef, useState } from "react";
import type { Problem } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { TextField } from "../components/TextField";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";

interface Props {
  /** Which difference it is about. */
  text: string;
  busy: boolean;
  problem: Problem | null;
  onAccept: (note: string) => void;
  onClose: () => void;
}

/** Accepts a difference, with the reason. */
export function AcceptDialog({ text, busy, problem, onAccept, onClose }: Props) {
  const { t } = useTranslation(["proof", "common"]);
  const problemWords = useProblemWords();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const missing = asked && note.trim() === "" ? t("accept.empty") : undefined;
  const atNote = problem?.field === "note" ? problemWords(problem).text : undefined;
  const accept = () => {
    setAsked(true);
    if (note.trim() === "") field.current?.focus();
    else onAccept(note.trim());
  };
  return (
    <Dialog
      open
      keep={note !== ""}
      onClose={onClose}
      title={t("accept.title")}
      text={<CloudText text={text} />}
      initialFocus={field}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("common:actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={busy || undefined} onClick={accept}>
            {t("accept.button")}
          </Button>
        </>
      }
    >
      <TextField ref={field} label={t("accept.note")} value={note} onChange={setNote} error={missing ?? atNote} />
      {problem && problem.field === null && <ProblemNote problem={problem} />}
    </Dialog>
  );
}
