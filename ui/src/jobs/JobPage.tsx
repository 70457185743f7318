import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Account, JobDetail } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Badge, type BadgeProps } from "../components/Badge";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Icon } from "../components/Icon";
import { isUnfinished, jobTone, jobWord } from "../components/imageStatus";
import { StatusShape, type Tone } from "../components/Status";
import { useNow } from "../format/useNow";
import { go } from "../route";
import { JobClock } from "./JobClock";
import { JobEvents } from "./JobEvents";
import { JobSide } from "./JobSide";
import { JobTiming } from "./JobTiming";
import styles from "./JobPage.module.css";

const BADGES: Record<Tone, BadgeProps["tone"]> = { good: "good", running: "info", idle: "plain", warning: "warning", bad: "bad" };

/** One image job: when it will be done, what it has done, and what came of it. */
export default function JobPage({ id }: { id: number }) {
  const { t } = useTranslation("jobs");
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  const { data: accounts } = useQuery(accountsQuery);
  const now = useNow(job && isUnfinished(job.summary) ? 1000 : 60_000);
  return (
    <div className={styles.page}>
      <Head id={id} job={job} account={accounts?.find((account) => account.id === job?.summary.accountId)} />
      {error && !job && (
        <div className={styles.centre}>
          <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {job && (
        <>
          <section className={styles.clock} aria-label={t("clock.label")}>
            <JobTiming job={job} now={now} />
            <JobClock job={job} now={now} />
          </section>
          <div className={styles.lower}>
            <JobEvents events={job.events} />
            <JobSide job={job} />
          </div>
        </>
      )}
    </div>
  );
}

function Head({ id, job, account }: { id: number; job: JobDetail | undefined; account: Account | undefined }) {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  const name = useAccountName();
  const tone = job ? jobTone(job.summary.state) : "idle";
  return (
    <header className={styles.head}>
      <nav className={styles.crumbs}>
        <button type="button" className="link" onClick={() => go({ page: "jobs" })}>
          {t("title")}
        </button>
        <Icon name="chevronRight" size="tiny" />
        <span>{t("crumb", { id })}</span>
      </nav>
      <div className={styles.title}>
        <h1 className="trunc selectable">{job?.summary.imageName}</h1>
        {account && <EnvironmentBadge account={account} />}
        {job && <span className={`${styles.account} muted trunc`}>{account ? name(account) : t("list.removedAccount")}</span>}
        {job && (
          <Badge tone={BADGES[tone]}>
            <StatusShape tone={tone} percent={job.summary.progress} />
            {jobWord(job.summary, common)}
          </Badge>
        )}
      </div>
    </header>
  );
}
