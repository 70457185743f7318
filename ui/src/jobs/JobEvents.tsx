import { useTranslation } from "react-i18next";
import type { JobEvent } from "../backend/bindings/types";
import { CopyButton } from "../components/CopyButton";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useEventWords } from "./useEventWords";
import styles from "./JobPage.module.css";

/** What happened to the job, newest first. */
export function JobEvents({ events }: { events: readonly JobEvent[] }) {
  const { t } = useTranslation("jobs");
  const format = useFormat();
  const words = useEventWords();
  return (
    <section className={styles.events} aria-labelledby="events-title">
      <header className={styles.eventsHead}>
        <h2 id="events-title">{t("events.title")}</h2>
        <span className="faint t12">{events.length}</span>
        <span className="grow" />
        <span className="muted t12">{t("events.order")}</span>
      </header>
      {events.length === 0 && <p className={styles.nothing}>{t("events.empty")}</p>}
      <ol className={styles.eventList}>
        {events.map((event, index) => {
          const { sentence, tone, percent } = words(event);
          return (
            <li key={events.length - index} className={styles.event}>
              <time className="faint mono" dateTime={new Date(event.at).toISOString()} data-tip={format.dateTime(event.at)}>
                {format.time(event.at)}
              </time>
              <span>{tone && <StatusShape tone={tone} percent={percent} />}</span>
              <span className={`${styles.sentence} selectable`}>{sentence}</span>
              {event.requestId ? (
                <span className={styles.request}>
                  <span className="mono faint trunc selectable" data-tip={event.requestId} data-tip-cut="">
                    {event.requestId}
                  </span>
                  <CopyButton text={event.requestId} name={t("events.requestId")} />
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
