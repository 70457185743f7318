/** What a grid shows of its rows, in pixels. */
export interface Extent {
  width: number;
  /** Height of the rows' part. */
  seen: number;
}

const KEY = "grid-insets";

/** What of the window is not the rows of a grid: as it was when a grid came up last, also in an earlier run of the program. */
let insets: Extent | null = null;

function kept(): Extent | null {
  try {
    const [width = NaN, seen = NaN] = (localStorage.getItem(KEY) ?? "").split(" ").map(Number.parseFloat);
    return Number.isFinite(width) && Number.isFinite(seen) ? { width, seen } : null;
  } catch {
    return null;
  }
}

/** What a grid will most likely have for its rows. It is measured once it stands: a guess that is right spares drawing it twice. */
export function firstExtent(): Extent {
  insets ??= kept();
  if (!insets) return { width: 0, seen: 0 };
  return { width: Math.max(0, window.innerWidth - insets.width), seen: Math.max(0, window.innerHeight - insets.seen) };
}

/** Notes what a grid has when it comes up. */
export function keepInsets({ width, seen }: Extent): void {
  if (width <= 0 || seen <= 0) return;
  const now = { width: window.innerWidth - width, seen: window.innerHeight - seen };
  if (insets?.width === now.width && insets.seen === now.seen) return;
  insets = now;
  try {
    localStorage.setItem(KEY, `${now.width} ${now.seen}`);
  } catch {
    // It holds as long as the window is open.
  }
}
