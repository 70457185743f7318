import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { useToastLift } from "../components/useToastLift";
import { useFormat } from "../format/useFormat";
import { BAR_ROOM } from "../grid/sizes";
import { useTranslation } from "../i18n/useTranslation";
import bar from "../grid/SelectionBar.module.css";
import type { Picked } from "./picked";
import styles from "./Presence.module.css";

interface Props {
  picked: Picked;
  onClear: () => void;
  onCopy: () => void;
  /** The focus goes back to the matrix. */
  onLeave: () => void;
}

/** What is picked: which image, to which regions, what that adds, and the way to it. */
export function PickBar({ picked, onClear, onCopy, onLeave }: Props) {
  const { t } = useTranslation("presence");
  const format = useFormat();
  useToastLift(BAR_ROOM);
  const { name, regionIds, source } = picked;
  const regions = regionIds.join(t("row.joint"));
  return (
    <div
      className={`${bar.bar} ${styles.picks}`}
      role="toolbar"
      aria-label={t("bar.label")}
      onKeyDown={(event) => {
        if (event.key === "Escape") onLeave();
      }}
    >
      <span className={`medium trunc ${styles.image}`} data-tip={name} data-tip-cut="">
        <CloudText text={name} />
      </span>
      <svg width="18" height="10" viewBox="0 0 18 10" aria-hidden="true">
        <path d="M1 5h15m-3-3 3.2 3L13 8" fill="none" stroke="var(--color-border-strong)" />
      </svg>
      <span className={`muted trunc ${styles.to}`} data-tip={regions} data-tip-cut="">
        {regions}
      </span>
      {source.sizeGib > 0 && (
        <>
          <span className={bar.line} />
          <span className="muted">{t("bar.adds", { count: regionIds.length, size: format.size(source.sizeGib) })}</span>
        </>
      )}
      <Button variant="quiet" onClick={onClear}>
        {t("bar.clear")}
      </Button>
      <Button variant="primary" onClick={onCopy}>
        {t("bar.copy", { count: regionIds.length })}
      </Button>
    </div>
  );
}
