import { useEffect, useLayoutEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import { firstExtent, keepInsets } from "./insets";
import { scrollTopFor, scrolledBy, sightOf, type Sight } from "./sight";
import { gridSizes } from "./sizes";

export interface Scrolling {
  sight: Sight;
  /** Width inside of the scroller; 0 before it is known. */
  width: number;
  /** Whole rows that fit. */
  page: number;
  /** Brings a row into sight. */
  show: (row: number) => void;
  /** Keeps what is in sight in its place when so many rows came in above. */
  follow: (rows: number) => void;
  scrollTo: (top: number) => void;
}

function scroll(element: HTMLElement, top: number): void {
  element.scrollTop = top;
}

/** The rows in sight of a scroller that holds `total` rows. So many pixels at its end are covered: a row is not brought there. */
export function useSight(scroller: RefObject<HTMLElement | null>, total: number, covered: number): Scrolling {
  const { row, header } = gridSizes();
  const [{ top, seen, width }, set] = useState(() => ({ top: 0, ...firstExtent() }));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => {
      const next = { top: element.scrollTop, seen: Math.max(0, element.clientHeight - header), width: element.clientWidth };
      set((now) => (now.top === next.top && now.seen === next.seen && now.width === next.width ? now : next));
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

  return {
    sight: sightOf(top, seen, total, row),
    width,
    page: Math.max(1, Math.floor((seen - covered) / row) - 1),
    show: (index) => scrollTo(scrollTopFor(index, scroller.current?.scrollTop ?? 0, seen - covered, total, row)),
    follow: (rows) => scrollTo(scrolledBy(rows, scroller.current?.scrollTop ?? 0, seen, total, row)),
    scrollTo,
  };
}
