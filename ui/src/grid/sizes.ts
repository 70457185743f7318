/** A length of the design tokens in pixels. */
export function pixels(token: string): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(token)) || 0;
}

let read: { row: number; header: number } | null = null;

/** Heights of the rows, as the tokens have them. */
export const gridSizes = () => (read ??= { row: pixels("--row-height"), header: pixels("--row-height-header") });

/** Kept free under the last row while the bar of the selection is over the list: its height and the space around it. */
export const BAR_ROOM = 56;
