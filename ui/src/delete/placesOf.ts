import type { ResourceKey } from "../backend/bindings/types";

/** So many regions are named in a head; the others are counted. */
const NAMED = 3;

/** The regions of some rows, for the head of a page. */
export function placesOf(keys: readonly ResourceKey[]): string {
  const regions = [...new Set(keys.map(({ regionId }) => regionId))];
  const rest = regions.length - NAMED;
  return [...regions.slice(0, NAMED), ...(rest > 0 ? [`+${rest}`] : [])].join(" · ");
}
