import type { JobDetail } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useEventWords } from "./useEventWords";
import styles from "./JobPage.module.css";

/** What happened to the job, newest first. A day other than today, or than the one above it, is written before the time. */
export function JobEvents({ job, now }: { job: JobDetail; now: number }) {
  const { t } = useTranslation(["jobs", "common"]);
  const format = useFormat();
  const words = useEventWords(job);
  const { events, eventsTotal } = job;
  return (
    <section className={styles.events} aria-labelledby="events-title">
      <header className={styles.eventsHead}>
        <h2 id="events-title">{t("events.title")}</h2>
        <span className="faint t12">{format.number(Math.max(eventsTotal, events.length))}</span>
        <span className="grow" />
        <span className="muted t12">{t(eventsTotal > events.length ? "events.newest" : "events.order", { count: events.length, zone: format.zone(now) })}</span>
      </header>
      {events.length === 0 && <p className={styles.nothing}>{t("events.empty")}</p>}
      <ol className={styles.eventList}>
        {events.map((event, index) => {
          const { sentence, tone, percent } = words(event);
          const before = events[index - 1];
          const day = format.date(before?.at ?? now) === format.date(event.at) ? null : format.date(event.at);
          return (
            <li key={eventsTotal - index} className={styles.event}>
              {day && <span className={styles.day}>{day}</span>}
              <time className="faint mono" dateTime={new Date(event.at).toISOString()}>
                {format.time(event.at)}
              </time>
              <span>{tone && <StatusShape tone={tone} percent={percent} />}</span>
              <span className={`${styles.sentence} selectable`}>{sentence}</span>
              {event.requestId ? (
                <span className={styles.request}>
                  <span className="mono faint trunc selectable" data-tip={event.requestId} data-tip-cut="">
                    {event.requestId}
                  </span>
                  <CopyButton text={event.requestId} name={t("common:requestId")} />
                </span>
              ) : (
                <span className="mono faint">–</span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
