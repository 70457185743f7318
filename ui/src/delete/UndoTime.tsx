import { StatusShape } from "../components/Status";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import own from "./Delete.module.css";

/** As long as a deletion can be undone, seconds. */
const WHOLE = 10;

/** How many seconds are left, in figures. `at` is when the deletion begins, `null` while that is not known yet; `anew` when the time began again. */
export function UndoTime({ at, leaving, anew }: { at: number | null; leaving: string; anew: boolean }) {
  const { t } = useTranslation("deletion");
  const now = useNow(250);
  const left = at === null ? WHOLE : Math.min(WHOLE, Math.max(0, Math.ceil((at - now) / 1000)));
  return (
    <span className={own.undoTime} role="timer">
      <StatusShape tone="running" percent={(left / WHOLE) * 100} />
      <span>
        <b>{t("undo.starts", { seconds: left })}</b> {leaving} {anew && t("undo.again")}
      </span>
    </span>
  );
}
