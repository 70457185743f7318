import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Account, JobDetail } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { Badge, type BadgeProps } from "../components/Badge";
import { CloudText } from "../components/CloudText";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Icon } from "../components/Icon";
import { currentPercent, isUnfinished, jobTone, jobWord, stepsWords } from "../components/jobStatus";
import { StatusShape, type Tone } from "../components/Status";
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
        <h1 className="trunc selectable" data-tip={summary?.name} data-tip-cut="">
          {summary && <CloudText text={summary.name} />}
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
        {summary && !(summary.state === "failed" && failed > 0) && (
          <Badge tone={BADGES[tone]}>
            <StatusShape tone={tone} percent={currentPercent(summary)} />
            {isUnfinished(summary) ? stepsWords(summary, common) : jobWord(summary.state, common)}
          </Badge>
        )}
        <span className="grow" />
        {/* Its words may have to be loaded: the page is not hidden for that, which would take the focus from the heading. */}
        <Suspense fallback={null}>{job && <SupportReportButton jobId={id} variant="quiet" />}</Suspense>
      </div>
    </header>
  );
}
