/** Where the parts of the picture of the disks stand, in pixels from its left edge. */
export interface PictureLayout {
  /** The film ends here. */
  film: number;
  /** The cards of the disks begin here. */
  disks: number;
  diskWidth: number;
  /** The longest bar in a card: beside it stand the name of the device and the size. */
  bar: number;
  /** The print begins here, and ends with the picture. */
  print: number;
  /** What leads from a card to the print: straight, curved, straight. */
  lead: number;
  curve: number;
  rest: number;
}

/** A picture is never narrower: its words would run into each other. The smallest window has room for it. */
export const SMALLEST = 480;

/** From the arrow's tip to the print, and from a card to its line. */
const ENDS = 5;
/** The lead and the curve where there is room. */
const LEAD = 14;
const CURVE = 36;

export function layoutOf(width: number): PictureLayout {
  const disks = Math.round(width * 0.377);
  const diskWidth = Math.round(width * 0.261);
  const print = Math.round(width * 0.7225);
  const way = print - disks - diskWidth - ENDS;
  const part = Math.min(1, way / (LEAD + CURVE));
  return {
    film: Math.round(width * 0.293),
    disks,
    diskWidth,
    bar: Math.max(2, diskWidth - 123),
    print,
    lead: LEAD * part,
    curve: CURVE * part,
    rest: Math.max(0, way - LEAD - CURVE),
  };
}
