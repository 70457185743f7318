/** Where a tooltip goes: its top or bottom edge, and its left edge, or its right edge near the right side of the window. */
export interface Placement {
  y: number;
  above: boolean;
  left: number | null;
  right: number | null;
}

const WIDEST = 320;
const MARGIN = 8;
const GAP = 6;

/** Under the element, over it at the foot of the window, and never beyond its sides. */
export function placeTooltip(over: Pick<DOMRect, "left" | "right" | "top" | "bottom">, width: number, height: number): Placement {
  const above = over.bottom > height - 64;
  const fits = over.left + WIDEST + MARGIN <= width;
  return {
    y: above ? over.top - GAP : over.bottom + GAP,
    above,
    left: fits ? Math.max(MARGIN, over.left) : null,
    right: fits ? null : Math.max(MARGIN, width - over.right),
  };
}
