import type { PresenceCell } from "../backend/bindings/types";
import { Icon } from "../components/Icon";
import { StatusShape } from "../components/Status";
import type { Format } from "../format/format";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./Presence.module.css";

/** The print of an image; dashed where there is none. */
export const Print = ({ there = true }: { there?: boolean }) => <i className={styles.print} data-there={there || undefined} />;

/** Images that were made at about the same time have no age between them, milliseconds. */
const MINUTE = 60_000;

/** By how much an image is behind, in one unit. */
const behindWords = (behind: number, format: Format) => format.age(0, behind);

/** What one region has of an image, in a shape and a word. */
export function CellContent({ cell, picked, pickable }: { cell: PresenceCell; picked: boolean; pickable: boolean }) {
  const { t } = useTranslation("presence");
  const format = useFormat();
  const now = useNow(60_000);
  const age = (at: number | null) => (at === null ? t("cell.present") : format.age(at, now));
  if (picked) {
    return (
      <>
        <Icon name="check" size="tiny" />
        {t("cell.picked")}
      </>
    );
  }
  switch (cell.is) {
    case "source":
      return (
        <>
          <Print />
          <b className="medium">{age(cell.createdAt)}</b>
          <span className="sr-only">{t("cell.source")}</span>
        </>
      );
    case "copy":
      if (cell.status === "Deprecated") {
        return (
          <>
            <StatusShape tone="idle" />
            {t("cell.deprecated")}
          </>
        );
      }
      return (
        <>
          <Print />
          {age(cell.createdAt)}
          {cell.byName && <span className="sr-only">{t("cell.byName")}</span>}
        </>
      );
    case "older":
      return (
        <>
          <StatusShape tone="warning" />
          <span className="trunc">{cell.behind === null || cell.behind < MINUTE ? t("cell.older") : t("cell.behind", { duration: behindWords(cell.behind, format) })}</span>
        </>
      );
    case "copying":
      return (
        <>
          <StatusShape tone="running" percent={cell.progress} />
          {cell.progress === null ? t("cell.copying") : format.percent(cell.progress)}
          {cell.progress !== null && <span className="sr-only">{t("cell.copying")}</span>}
        </>
      );
    case "waiting":
      return (
        <>
          <StatusShape tone="idle" />
          {t("cell.waiting")}
        </>
      );
    case "failed":
      return (
        <>
          <StatusShape tone="bad" />
          {t("cell.failed")}
        </>
      );
    case "absent":
      return (
        <>
          <Print there={false} />
          <span className="sr-only">{t("cell.absent")}</span>
          {pickable && (
            <span className={styles.offer} aria-hidden="true">
              {t("cell.offer")}
            </span>
          )}
        </>
      );
    case "notKnown":
      return <span className="faint">{t("cell.notKnown")}</span>;
    case "notUsed":
      return (
        <>
          <span className="faint" aria-hidden="true">
            –
          </span>
          <span className="sr-only">{t("cell.notUsed")}</span>
        </>
      );
    default:
      return cell satisfies never;
  }
}
