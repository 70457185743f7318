import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Account, JobDetail, JobStep, LaunchChoices, LaunchTarget, Problem } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import { ProblemNote } from "../components/ProblemNote";
import { Skeleton } from "../components/Skeleton";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { nearestTarget, stockOf, switchesIn, targetChoicesQuery, targetOf } from "./launchTarget";
import { TargetFields } from "./TargetFields";
import styles from "./LaunchJob.module.css";

interface Props {
  job: JobDetail;
  step: JobStep;
  account: Account | undefined;
  /** How many are to be started. */
  count: number;
  /** The proposed place; without one the nearest with stock is proposed. */
  proposed?: LaunchTarget | null;
  busy: boolean;
  problem: Problem | null;
  onStart: (target: LaunchTarget) => void;
  onClose: () => void;
}

/** Picks zone, vSwitch and type for instances that are missing. In production the number is typed: it is what costs. */
export function LaunchTargetDialog({ job, step, account, count, proposed, busy, problem, onStart, onClose }: Props) {
  const { t } = useTranslation(["proof", "common"]);
  const before = targetOf(step);
  const { data: choices, error, refetch } = useQuery(targetChoicesQuery(job, step));
  const [chosen, setChosen] = useState<LaunchTarget | null>(proposed ?? null);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState(false);
  const confirm = useRef<HTMLInputElement>(null);
  const target = chosen ?? (choices ? (nearestTarget(choices, before) ?? before) : before);
  const production = isProduction(account);
  const matches = !production || typed.trim() === String(count);
  const obstacle = choices ? obstacleOf(choices, before, target) : null;
  const start = () => {
    if (!choices || busy) return;
    setAsked(true);
    if (obstacle) return;
    if (!matches) confirm.current?.focus();
    else onStart(target);
  };
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={t("target.title", { count })}
      badge={account && <EnvironmentBadge account={account} />}
      text={t("target.text")}
      actions={
        <>
          <Button variant="quiet" size="large" onClick={onClose}>
            {t("common:actions.cancel")}
          </Button>
          <Button variant="primary" size="large" aria-disabled={!choices || busy || undefined} onClick={start}>
            {t("target.start", { count })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {error && !choices && <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} plain />}
        {!choices && !error && (
          <div role="status" aria-label={t("target.asking")} className={styles.form}>
            {[220, 320, 260].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
        {choices && <TargetFields choices={choices} before={before} target={target} count={count} error={asked || obstacle === "noSwitch" ? obstacle : null} onChange={setChosen} />}
        {choices && production && (
          <TextField
            ref={confirm}
            production
            label={t("target.typed")}
            value={typed}
            onChange={setTyped}
            error={asked && !matches ? t("target.mismatch", { number: count }) : undefined}
          />
        )}
        {problem && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  );
}

/** Why it would be refused again. */
function obstacleOf(choices: LaunchChoices, before: LaunchTarget, target: LaunchTarget): "noSwitch" | "notSold" | "soldOut" | null {
  if (!switchesIn(choices, before, target.zoneId).some(({ id }) => id === target.vSwitchId)) return "noSwitch";
  const stock = stockOf(choices, target.instanceType, target.zoneId);
  return stock === "notSold" || stock === "soldOut" ? stock : null;
}
