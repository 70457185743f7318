import type { RefObject } from "react";
import { scrollTopFor, scrolledBy, sightOf, type Sight } from "./sight";
import { gridSizes } from "./sizes";
import { useExtent } from "./useExtent";

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

/**
 * The rows in sight of a scroller that holds `total` rows of a height. So many pixels at its end are covered: a row is not brought
 * there.
 */
export function useSight(scroller: RefObject<HTMLElement | null>, total: number, covered: number, row = gridSizes().row): Scrolling {
  const { top, seen, width, scrollTo } = useExtent(scroller);

  return {
    sight: sightOf(top, seen, total, row),
    width,
    page: Math.max(1, Math.floor((seen - covered) / row) - 1),
    show: (index) => scrollTo(scrollTopFor(index, scroller.current?.scrollTop ?? 0, seen - covered, total, row)),
    follow: (rows) => scrollTo(scrolledBy(rows, scroller.current?.scrollTop ?? 0, seen, total, row)),
    scrollTo,
  };
}
