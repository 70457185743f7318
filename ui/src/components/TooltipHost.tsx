import { useEffect, useRef, useState } from "react";
import { CloudText } from "./CloudText";
import { placeTooltip, type Placement } from "./placeTooltip";
import styles from "./TooltipHost.module.css";

const DELAY = 450;
const LEAVING = 120;
const ID = "tooltip";
/** What ends a tooltip; `scroll` does not bubble. */
const ENDS = ["pointerdown", "focusout", "wheel", "scroll"] as const;

interface Shown {
  text: string;
  over: HTMLElement;
  place: Placement;
}

/**
 * The one tooltip of the window. Any element with `data-tip` gets it on hover and on keyboard focus, a cell of a
 * grid included; with `data-tip-cut` as well,
 * only when its words are cut. Rows of the grid cost nothing by that.
 */
export function TooltipHost() {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    const hide = () => {
      clearTimeout(timer.current);
      setShown(null);
    };
    const show = (over: HTMLElement) => {
      const text = over.dataset.tip;
      if (!text || !over.isConnected || (over.dataset.tipCut !== undefined && !isCut(over))) return;
      setShown({ text, over, place: placeTooltip(over.getBoundingClientRect(), innerWidth, innerHeight) });
    };
    const enter = (event: Event) => {
      clearTimeout(timer.current);
      // The tooltip itself may be pointed at, to be read at ease: on the way there it waits.
      if (event.target instanceof Element && event.target.closest(`#${ID}`)) return;
      const over = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      if (!over) {
        timer.current = setTimeout(() => setShown(null), LEAVING);
        return;
      }
      setShown((now) => (now && now.over !== over ? null : now));
      if (event.type === "pointerover") timer.current = setTimeout(() => show(over), DELAY);
      else if (over.matches(":focus-visible")) show(over);
    };
    // In a grid the focus is a cell, which the page itself does not focus.
    const moved = (event: KeyboardEvent) => {
      const holder = event.target instanceof Element ? event.target : null;
      const id = holder?.getAttribute("aria-activedescendant");
      if (!id || !holder?.matches(":focus-visible")) return;
      const over = document.getElementById(id)?.closest<HTMLElement>("[data-tip]");
      clearTimeout(timer.current);
      if (over && event.key !== "Escape") timer.current = setTimeout(() => show(over), DELAY);
    };
    const key = (event: KeyboardEvent) => {
      const moves = event.target instanceof Element && event.target.hasAttribute("aria-activedescendant");
      if (event.key === "Escape" || moves) hide();
    };
    document.addEventListener("pointerover", enter);
    document.addEventListener("focusin", enter);
    for (const end of ENDS) document.addEventListener(end, hide, { passive: true, capture: true });
    document.addEventListener("keydown", key);
    document.addEventListener("keyup", moved);
    return () => {
      hide();
      document.removeEventListener("pointerover", enter);
      document.removeEventListener("focusin", enter);
      for (const end of ENDS) document.removeEventListener(end, hide, { capture: true });
      document.removeEventListener("keydown", key);
      document.removeEventListener("keyup", moved);
    };
  }, []);

  const over = shown?.over;
  useEffect(() => {
    if (!over || over.getAttribute("aria-label") === over.dataset.tip) return undefined;
    const before = over.getAttribute("aria-describedby");
    over.setAttribute("aria-describedby", before ? `${before} ${ID}` : ID);
    return () => (before ? over.setAttribute("aria-describedby", before) : over.removeAttribute("aria-describedby"));
  }, [over]);

  if (!shown) return null;
  const { place } = shown;
  return (
    <div
      id={ID}
      role="tooltip"
      className={`${styles.tooltip} ${place.above ? styles.above : ""}`}
      style={{ top: place.y, left: place.left ?? "auto", right: place.right ?? "auto" }}
    >
      <CloudText text={shown.text} />
    </div>
  );
}

function isCut(over: HTMLElement): boolean {
  const words = over.matches(".trunc") ? over : (over.querySelector<HTMLElement>(".trunc") ?? over);
  return words.scrollWidth > words.clientWidth;
}
