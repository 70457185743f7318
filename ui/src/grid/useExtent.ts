import { useEffect, useEffectEvent, useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import { firstExtent, keepInsets } from "./insets";
import { gridSizes } from "./sizes";

export interface ScrolledExtent {
  /** Pixels that are scrolled. */
  top: number;
  /** Height of the rows' part of the scroller. */
  seen: number;
  /** Width inside of it; 0 before it is known. */
  width: number;
  scrollTo: (top: number) => void;
}

function scroll(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}

/** What a scroller with a heading shows of its rows. */
export function useExtent(scroller: RefObject<HTMLElement | null>): ScrolledExtent {
  const { header } = gridSizes();
  const [extent, set] = useState(() => ({ top: 0, ...firstExtent() }));
  // Asked here and not inside of `set`: React would draw the grid once more before the first paint to find that nothing is new.
  const isNew = useEffectEvent((next: typeof extent) => next.top !== extent.top || next.seen !== extent.seen || next.width !== extent.width);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => {
      const next = { top: element.scrollTop, seen: Math.max(0, element.clientHeight - header), width: element.clientWidth };
      if (isNew(next)) set(next);
    };
    measure();
    keepInsets({ width: element.clientWidth, seen: Math.max(0, element.clientHeight - header) });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, header]);

  useEffect(() => {
    const element = scroller.current;
    // Only a row more or less is worth another look. At once: otherwise the list would be painted before its rows are there.
    const scrolled = () => flushSync(() => set((now) => (Math.abs(now.top - (element?.scrollTop ?? 0)) < 1 ? now : { ...now, top: element?.scrollTop ?? 0 })));
    element?.addEventListener("scroll", scrolled, { passive: true });
    return () => element?.removeEventListener("scroll", scrolled);
  }, [scroller]);

  const scrollTo = (to: number) => {
    const element = scroller.current;
    if (!element || element.scrollTop === to) return;
    scroll(element, to);
    set((now) => ({ ...now, top: element.scrollTop }));
  };

  return { ...extent, scrollTo };
}
