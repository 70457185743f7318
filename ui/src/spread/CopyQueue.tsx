import type { CopyRegion } from "../backend/bindings/types";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./Spread.module.css";

/** So many copies a region makes at a time. Source: Copy a custom image. */
const AT_ONCE = 5;

/** The copies that a region makes now, and when the next one begins. */
export function CopyQueue({ region }: { region: CopyRegion | undefined }) {
  const { t } = useTranslation("spread");
  const format = useFormat();
  if (!region?.listed) return <span className="faint">{t("queue.unknown")}</span>;
  const { creating, waiting } = region;
  const count = waiting;
  const words = creating < AT_ONCE && waiting === 0 ? t("queue.atOnce") : waiting === 0 ? t("queue.next") : t("queue.before", { count, number: format.number(count) });
  return (
    <span className={styles.queue}>
      <span className={styles.slots} role="img" aria-label={t("queue.running", { running: Math.min(creating, AT_ONCE), all: AT_ONCE })}>
        {Array.from({ length: AT_ONCE }, (_, index) => (
          <i key={index} data-filled={index < creating || undefined} />
        ))}
      </span>
      <span className="faint">{words}</span>
    </span>
  );
}
