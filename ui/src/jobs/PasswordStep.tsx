import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { stepPassword } from "../backend/bindings/commands";
import type { JobStep } from "../backend/bindings/types";
import { jobQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { SecretField } from "../components/SecretField";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import styles from "./StepCallouts.module.css";

/**
 * Asks for the password that a step needs once more. It lives in this field, and is gone when it has been sent: the command reads it
 * there, as what a command is given stays in memory for a while.
 */
export function PasswordStep({ jobId, step }: { jobId: number; step: JobStep }) {
  const { t } = useTranslation("proof");
  const problemWords = useProblemWords();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const send = useCommand(() => stepPassword(jobId, step.position, field.current?.value ?? ""), {
    failureIn: "here",
    onDone: (job) => {
      setPassword("");
      client.setQueryData(jobQuery(jobId).queryKey, job);
    },
  });
  const wrong = send.fieldProblem("password");
  const submit = () => {
    setAsked(true);
    if (password === "") field.current?.focus();
    else send.run();
  };
  return (
    <div className={styles.password}>
      <p>{t("password.text")}</p>
      <SecretField
        ref={field}
        label={t("password.label")}
        show={t("password.show")}
        hide={t("password.hide")}
        value={password}
        maxLength={30}
        hint={t("password.hint")}
        error={asked && password === "" && !send.busy ? t("password.empty") : wrong ? problemWords(wrong).text : undefined}
        onChange={(typed) => {
          setPassword(typed);
          if (send.problem) send.reset();
        }}
      />
      {send.problem && !wrong && <ProblemNote problem={send.problem} />}
      <div className={styles.actions}>
        <Button variant="primary" aria-disabled={send.busy || undefined} onClick={submit}>
          {t("password.send")}
        </Button>
      </div>
    </div>
  );
}
