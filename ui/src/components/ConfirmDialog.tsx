import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "../i18n/useTranslation";
import { Button } from "./Button";
import { CloudText } from "./CloudText";
import { confirmWord, type Typed } from "./confirmWord";
import { Dialog } from "./Dialog";
import { StatusShape, type Tone } from "./Status";
import { TextField } from "./TextField";
import styles from "./ConfirmDialog.module.css";

export interface Effect {
  id: string;
  tone: Tone;
  text: string;
}

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  badge?: ReactNode;
  text: string;
  effects: readonly Effect[];
  /** What can be chosen about it, before what it does. */
  children?: ReactNode;
  /** In production: what has to be typed, letter by letter; the id in the place of a name that cannot be typed. */
  typed?: Typed | undefined;
  button: string;
  busy: boolean;
  /** What went wrong, when it did. */
  problem?: ReactNode;
  onConfirm: () => void;
}

/** Says what a step destroys before it does, and what stays. The button that destroys is never the one Enter presses. */
export function ConfirmDialog({ open, onClose, title, badge, text, effects, children, typed, button, busy, problem, onConfirm }: Props) {
  const { t } = useTranslation("common");
  const [word, setWord] = useState("");
  const [asked, setAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const wanted = typed && confirmWord(typed, t);
  const matches = !wanted || word === wanted.word;
  const close = () => {
    setWord("");
    setAsked(false);
    onClose();
  };
  const confirm = () => {
    if (!matches) {
      setAsked(true);
      input.current?.focus();
      return;
    }
    if (!busy) onConfirm();
  };
  return (
    <Dialog
      open={open}
      keep={word !== ""}
      onClose={close}
      title={title}
      badge={badge}
      text={text}
      initialFocus={typed ? input : cancel}
      actions={
        <>
          <Button ref={cancel} size="large" variant="quiet" onClick={close}>
            {t("actions.cancel")}
          </Button>
          <Button size="large" variant="dangerSolid" className={(!matches && styles.waiting) || ""} aria-disabled={!matches || busy || undefined} onClick={confirm}>
            {button}
          </Button>
        </>
      }
    >
      {children}
      <ul className={styles.effects}>
        {effects.map(({ id, tone, text: effect }) => (
          <li key={id}>
            <StatusShape tone={tone} />
            <CloudText text={effect} />
          </li>
        ))}
      </ul>
      {wanted && (
        <TextField
          ref={input}
          label={wanted.label}
          production
          value={word}
          onChange={setWord}
          error={asked && !matches ? t("confirm.mismatch", { word: wanted.word }) : undefined}
        />
      )}
      {problem}
    </Dialog>
  );
}
