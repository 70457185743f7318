import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { licencesQuery } from "./queries";
import styles from "./LicencesDialog.module.css";

/** Lines that are laid out at once: the whole text has tens of thousands. */
const LINES = 200;

function partsOf(text: string): string[] {
  const lines = text.split("\n");
  return Array.from({ length: Math.ceil(lines.length / LINES) }, (_, index) => lines.slice(index * LINES, (index + 1) * LINES).join("\n"));
}

/** The licence texts of all that Darkroom is made of. */
export default function LicencesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["settings", "common"]);
  const { data: text, error, refetch } = useQuery(licencesQuery);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={t("licences.title")}
      text={t("licences.text")}
      initialFocus={button}
      actions={
        <Button ref={button} size="large" onClick={onClose}>
          {t("common:actions.close")}
        </Button>
      }
    >
      {error && <CouldNotAsk title={t("licences.failed")} problem={problemOf(error)} onRetry={() => void refetch()} />}
      {text === undefined && !error && <Skeleton width={240} />}
      {text === "" && <p className="muted">{t("licences.none")}</p>}
      {text !== undefined && text !== "" && (
        // Focusable, so that it can be scrolled by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.text} role="region" aria-label={t("licences.preview")} tabIndex={0}>
          {partsOf(text).map((part, index) => (
            <pre key={index} className={styles.part}>
              {part}
            </pre>
          ))}
        </div>
      )}
    </Dialog>
  );
}
