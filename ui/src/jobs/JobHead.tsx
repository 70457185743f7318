import { Suspense } from "react";
import type { Account, JobDetail } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { Badge, type BadgeProps } from "../components/Badge";
import { CloudText } from "../components/CloudText";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Icon } from "../components/Icon";
import { currentPercent, isUnfinished, jobTone, jobWord, stepsWords } from "../components/jobStatus";
import { StatusShape, type Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { ProofExport } from "../proof/ProofExport";
import { fleetOf, namesOf, runningOf } from "../proof/launched";
import { newestProof } from "../proof/proofSteps";
import { go } from "../route";
import { SupportReportButton } from "../settings/SupportReportButton";
import styles from "./JobPage.module.css";

const BADGES: Record<Tone, BadgeProps["tone"]> = { good: "good", running: "info", idle: "plain", warning: "warning", bad: "bad" };

/** Which job it is, whose, and where it stands. */
export function JobHead({ id, job, account }: { id: number; job: JobDetail | undefined; account: Account | undefined }) {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  const name = useAccountName();
  const failed = job?.steps.filter((step) => step.state === "failed").length ?? 0;
  const summary = job?.summary;
  const tone = summary ? jobTone(summary.state) : "idle";
  const fleet = summary?.purpose === "launch" ? fleetOf(job?.steps ?? []) : null;
  const names = fleet && namesOf(fleet);
  const proved = newestProof(job?.steps ?? []);
  const title = names ? t("names", names) : (summary?.name ?? "");
  const running = fleet ? runningOf(fleet).length : 0;
  return (
    <header className={styles.head}>
      <nav className={styles.crumbs} aria-label={t("crumbs")}>
        <button type="button" className="link" onClick={() => go({ page: "jobs" })}>
          {t("title")}
        </button>
        <Icon name="chevronRight" size="tiny" />
        <span>{t(`crumb.${summary?.purpose ?? "image"}`, { id })}</span>
      </nav>
      <div className={styles.title}>
        <h1 className="trunc selectable" data-tip={title} data-tip-cut="">
          {summary && <CloudText text={title} />}
        </h1>
        {account && <EnvironmentBadge account={account} />}
        {summary && account?.kind !== "practice" && (
          <span className={`${styles.account} muted trunc`}>
            {account ? name(account) : t("list.removed", { alias: summary.accountAlias || t("list.removedAccount") })}
          </span>
        )}
        {failed > 0 && (
          <Badge tone="bad">
            <StatusShape tone="bad" />
            {t("stepsFailed", { count: failed })}
          </Badge>
        )}
        {fleet && fleet.asked > 0 && (
          <Badge tone={running < fleet.asked && summary && !isUnfinished(summary) ? "warning" : "plain"}>
            {running < fleet.asked && summary && !isUnfinished(summary) && <StatusShape tone="warning" />}
            {t("launched", { running, asked: fleet.asked })}
          </Badge>
        )}
        {summary && !(summary.state === "failed" && failed > 0) && (
          <Badge tone={BADGES[tone]}>
            <StatusShape tone={tone} percent={currentPercent(summary)} />
            {isUnfinished(summary) ? stepsWords(summary, common) : jobWord(summary.state, common)}
          </Badge>
        )}
        <span className="grow" />
        {/* Its words may have to be loaded: the page is not hidden for that, which would take the focus from the heading. */}
        <Suspense fallback={null}>{job && proved && <ProofExport job={job} position={proved.position} name={title} />}</Suspense>
        <Suspense fallback={null}>{job && <SupportReportButton jobId={id} variant="quiet" />}</Suspense>
      </div>
    </header>
  );
}
