import type { ReactNode } from "react";
import { Callout } from "../components/Callout";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { DraftState } from "./useImageDraft";
import styles from "../components/Wizard.module.css";

/** That a draft which was left is open again, with a way to what is proposed now; or that one was replaced, with the way back. */
export function DraftNote({ state: { resumedFrom, replaced, startOver } }: { state: DraftState }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  if (replaced) {
    return (
      <Note>
        {t("draft.replaced", { time: format.dateTime(replaced.begunAt).slice(0, 16) })}{" "}
        <button type="button" className="link" onClick={replaced.bringBack}>
          {t("draft.bringBack")}
        </button>
      </Note>
    );
  }
  if (resumedFrom === null) return null;
  return (
    <Note>
      {t("draft.resumed", { time: format.dateTime(resumedFrom).slice(0, 16) })}{" "}
      <button type="button" className="link" onClick={startOver}>
        {t("draft.startOver")}
      </button>
    </Note>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <div className={styles.draft}>
      <Callout>{children}</Callout>
    </div>
  );
}
