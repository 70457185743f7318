import { Callout } from "../components/Callout";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { Launch } from "./useLaunch";
import styles from "../components/Wizard.module.css";

/** That a form which was left is open again, with a way to what is proposed now. */
export function KeptNote({ launch: { resumedFrom, startOver } }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  if (resumedFrom === null) return null;
  return (
    <div className={styles.draft}>
      <Callout>
        {t("kept.resumed", { time: format.dateTime(resumedFrom).slice(0, 16) })}{" "}
        <button type="button" className="link" onClick={startOver}>
          {t("kept.startOver")}
        </button>
      </Callout>
    </div>
  );
}
