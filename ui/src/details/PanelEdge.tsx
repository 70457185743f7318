import { useRef, type RefObject } from "react";
import { useTranslation } from "../i18n/useTranslation";
import { useStore } from "../useStore";
import { choosePanelWidth, panelSizes, panelWidth } from "./panelWidth";
import styles from "./DetailsShell.module.css";

const STEP = 16;

/** The left edge of the details: dragged, or moved with the arrow keys. A double click gives the usual width back. */
export function PanelEdge({ panel }: { panel: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation("details");
  const from = useRef<{ x: number; width: number } | null>(null);
  const width = useStore(panelWidth);
  const sizes = panelSizes();
  const now = () => panel.current?.offsetWidth ?? sizes.min;
  return (
    // A splitter is a separator that takes the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resize")}
      aria-valuemin={sizes.min}
      aria-valuemax={sizes.max}
      aria-valuenow={width ?? sizes.usual}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width: now() };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current) choosePanelWidth(from.current.width + from.current.x - event.clientX);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onDoubleClick={() => choosePanelWidth(null)}
      onKeyDown={(event) => {
        const by = event.key === "ArrowLeft" ? STEP : event.key === "ArrowRight" ? -STEP : 0;
        if (by === 0 || event.altKey) return;
        event.preventDefault();
        choosePanelWidth(now() + by);
      }}
    />
  );
}
