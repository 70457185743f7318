import { useQuery } from "@tanstack/react-query";
import { groupedUid, holderOf } from "../accounts/who";
import type { JournalEntry } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, jobsQuery } from "../backend/queries";
import { NamedAccountTag } from "../components/AccountTag";
import { Badge } from "../components/Badge";
import { CloudText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { RequestText } from "../components/RequestText";
import { Status } from "../components/Status";
import { DetailsShell, Note, Section } from "../details/DetailsShell";
import { Field, Id, Parts, Wrapped } from "../details/Field";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { OUTCOME_TONES } from "./outcomes";
import { JournalSharees } from "./JournalSharees";
import { journalEntryQuery } from "./queries";
import { useActionWords } from "./useActionWords";
import fields from "../details/Field.module.css";

interface Props {
  id: number;
  onClose: () => void;
}

/** One entry in full: who, where, with what, and what the cloud said. */
export default function JournalDetails({ id, onClose }: Props) {
  const { t } = useTranslation("journal");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const actionWords = useActionWords();
  const { data, error, refetch } = useQuery(journalEntryQuery(id));
  const entry = error && problemOf(error).code === "notFound" ? undefined : data;
  const action = entry && actionWords(entry.line.action);
  return (
    <DetailsShell
      glyph={<Icon name="journal" />}
      name={action?.words ?? action?.api ?? t("title")}
      id={String(id)}
      line={
        entry ? (
          <>
            <Status tone={OUTCOME_TONES[entry.line.outcome]}>{t(`outcome.${entry.line.outcome}`)}</Status>
            <span className="faint">{format.dateTime(entry.line.sentAt)}</span>
            <span className="grow" />
            <Badge tone={entry.line.environment === "production" ? "production" : "plain"}>{common(`environment.${entry.line.environment}Badge`)}</Badge>
          </>
        ) : (
          <span />
        )
      }
      account={undefined}
      error={error}
      onRetry={() => void refetch()}
      onClose={onClose}
    >
      {entry && (
        <>
          <About entry={entry} />
          <Answer entry={entry} />
          <Asked entry={entry} />
        </>
      )}
    </DetailsShell>
  );
}

/** Who did it, where, to what, and for which job. */
function About({ entry: { line, uid, jobId, position, parameters } }: { entry: JournalEntry }) {
  const { t } = useTranslation("journal");
  const { t: jobWords } = useTranslation("jobs");
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === line.accountId) });
  const { data: job } = useQuery({ ...jobsQuery, select: (all) => all.find((each) => each.id === jobId) });
  const holder = holderOf(line.arn);
  return (
    <Section title={t("columns.who")}>
      <dl className={fields.list}>
        <Field name={t("details.identity")} copy={line.arn}>
          {holder ? (
            <Parts>
              {holder.name !== "" && <CloudText text={holder.name} />}
              <span className="faint">{t(`who.${holder.kind}`)}</span>
            </Parts>
          ) : (
            line.arn || "–"
          )}
        </Field>
        <Field name={t("details.account")} copy={uid}>
          <Parts>
            {account ? <NamedAccountTag account={account} name={line.accountAlias} /> : <span data-tip={t("removed")}>{line.accountAlias}</span>}
            <span className="mono faint">{groupedUid(uid)}</span>
          </Parts>
        </Field>
        <Field name={t("details.region")}>{line.regionId ?? t("noRegion")}</Field>
        <Field name={t("details.target")} copy={line.target || undefined}>
          {line.target === "" ? <span className="faint">{t("noTarget")}</span> : <Wrapped>{line.target}</Wrapped>}
        </Field>
        {parameters && <JournalSharees parameters={parameters} />}
        {jobId !== null && (
          <Field name={t("details.part")}>
            <Parts>
              <button type="button" className="link" onClick={() => go({ page: "job", id: jobId })}>
                {job ? jobWords(`crumb.${job.purpose}`, { id: jobId }) : t("details.job", { id: jobId })}
              </button>
              {job && position !== null && <span className="faint">{t("details.step", { position })}</span>}
            </Parts>
          </Field>
        )}
      </dl>
    </Section>
  );
}

/** What is known of the effect, and what the cloud said. */
function Answer({ entry: { line, message, answeredAt } }: { entry: JournalEntry }) {
  const { t } = useTranslation("journal");
  const format = useFormat();
  return (
    <Section title={t("details.answer")}>
      <dl className={fields.list}>
        {line.code !== null && (
          <Field name={t("details.code")} copy={line.code}>
            <span className={`${fields.wrapped} mono`}>
              <CloudText text={line.code} />
            </span>
          </Field>
        )}
        {message !== null && (
          <Field name={t("details.message")} copy={message}>
            <Wrapped>{message}</Wrapped>
          </Field>
        )}
        {line.requestId !== null && (
          <Field name={t("columns.requestId")} copy={line.requestId} always>
            <Id>{line.requestId}</Id>
          </Field>
        )}
        <Field name={t("details.answered")}>
          {answeredAt === null ? (
            <span className="faint">{t("details.noAnswer")}</span>
          ) : (
            <Parts>
              {format.dateTime(answeredAt)}
              <span className="faint">{t("details.after", { duration: format.took(answeredAt - line.sentAt) })}</span>
            </Parts>
          )}
        </Field>
      </dl>
      <Note mark={<Icon name="info" size="small" />}>{t(`meaning.${line.outcome}`)}</Note>
    </Section>
  );
}

/** The request as it was sent, without its secrets. */
function Asked({ entry: { line, parameters, secretNames } }: { entry: JournalEntry }) {
  const { t } = useTranslation("journal");
  const format = useFormat();
  const { api } = useActionWords()(line.action);
  return (
    <div className={fields.request}>
      {parameters ? <RequestText request={[{ name: "Action", value: api }, ...parameters]} /> : <p className="faint">{t("details.unreadable")}</p>}
      {secretNames.length > 0 && <Note mark={<Icon name="lock" size="small" />}>{t("details.secret", { count: secretNames.length, names: format.list(secretNames) })}</Note>}
      <Note mark={<Icon name="lock" size="small" />}>{t("details.note")}</Note>
    </div>
  );
}
