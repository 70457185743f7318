import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AttemptOutcome, JobDetail } from "../backend/bindings/types";
import { snapshotQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CopyButton } from "../components/CopyButton";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { DefinitionList } from "../components/DefinitionList";
import { imageTone, imageWord, isUnfinished } from "../components/imageStatus";
import { Status, type Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { keepDraftOfJob } from "../image/drafts";
import { go } from "../route";
import styles from "./JobPage.module.css";

const TONES: Record<AttemptOutcome, Tone> = {
  unsent: "idle",
  sending: "running",
  accepted: "good",
  adopted: "good",
  refused: "bad",
  throttled: "warning",
  unknown: "warning",
};

/** What came of the job: what went wrong, the image, and every request that was sent for it. */
export function JobSide({ job }: { job: JobDetail }) {
  const { t } = useTranslation("jobs");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const { summary, draft, attempts } = job;
  const capacity = draft.dataDisks.reduce((sum, disk) => sum + disk.sizeGib, draft.systemSizeGib);
  return (
    <aside className={styles.side} aria-label={t("image.title")}>
      {summary.problem && (
        <section className={styles.section}>
          <CouldNotAsk plain problem={summary.problem} />
          {!isUnfinished(summary) && <Again job={job} />}
        </section>
      )}
      <section className={styles.section}>
        <h3>{t("image.title")}</h3>
        <DefinitionList
          items={[
            {
              term: t("image.id"),
              value: summary.imageId ? (
                <>
                  <span className="mono">{summary.imageId}</span>
                  <CopyButton text={summary.imageId} name={t("image.id")} />
                </>
              ) : (
                <span className="faint">{t(isUnfinished(summary) ? "image.none" : "image.noneKnown")}</span>
              ),
            },
            {
              term: t("image.status"),
              value: summary.cloudStatus && (
                <Status tone={imageTone(summary.cloudStatus)} percent={summary.progress}>
                  {imageWord(summary.cloudStatus, common)}
                </Status>
              ),
            },
            { term: t("list.region"), value: summary.regionId },
            { term: t("image.disks"), value: t("image.diskCount", { count: draft.dataDisks.length }) },
            { term: t("image.capacity"), value: format.size(capacity) },
            { term: t("image.family"), value: draft.family || null },
            { term: t("image.check"), value: t(draft.imageCheck ? "image.checkOn" : "image.checkOff") },
          ]}
        />
      </section>
      <section className={styles.section}>
        <h3>
          {t("attempts.title")}
          <span className={styles.note}>{t("attempts.note")}</span>
        </h3>
        {attempts.length === 0 && <p className="t12 faint">{t("attempts.none")}</p>}
        <ol className={styles.attempts}>
          {attempts.map((attempt) => (
            <li key={attempt.number}>
              <span className="trunc">{attempt.action}</span>
              <span className={styles.number}>{attempt.number}</span>
              <Status tone={TONES[attempt.outcome]}>{t(`attempts.outcome.${attempt.outcome}`)}</Status>
              <span className="mono faint" data-tip={attempt.requestId ?? undefined}>
                {attempt.requestId?.slice(0, 8) ?? "–"}
              </span>
              <span className={styles.token}>
                {t("attempts.token")}
                <span className="mono" data-tip={attempt.clientToken}>
                  {attempt.clientToken.slice(0, 8)}…
                </span>
                <CopyButton text={attempt.clientToken} name={t("attempts.token")} />
                <span className="grow" />
                {attempt.sendings > 0 && t("attempts.sendings", { count: attempt.sendings })}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
}

function Again({ job }: { job: JobDetail }) {
  const { t } = useTranslation("jobs");
  const { accountId, regionId, systemSnapshotId } = job.draft;
  const { data, isError } = useQuery(snapshotQuery({ accountId, regionId, snapshotId: systemSnapshotId }));
  if (isError) return <p className="t12 faint">{t("snapshotMissing")}</p>;
  if (!data) return null;
  return (
    <div className={styles.again}>
      <Button variant="primary" onClick={() => go({ page: "image", key: keepDraftOfJob(job.draft) })}>
        {t("again")}
      </Button>
      <span className="t12 faint">{t("againHint")}</span>
    </div>
  );
}
