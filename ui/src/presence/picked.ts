import type { PresenceCell, PresenceRow, PresenceSource } from "../backend/bindings/types";

/** The regions that one image is to be copied to. */
export interface Picked {
  accountId: string;
  /** Row of the account. */
  rowId: string;
  source: PresenceSource;
  name: string;
  regionIds: readonly string[];
}

const OPEN: readonly PresenceCell["is"][] = ["absent", "older", "failed"];

/** Whether the source image of a row can be copied to the region of a cell. */
export const canPick = (row: PresenceRow, cell: PresenceCell | undefined): boolean => row.source !== null && cell !== undefined && OPEN.includes(cell.is);

export const isOf = (picked: Picked | null, row: PresenceRow): boolean => picked?.accountId === row.accountId && picked.rowId === row.id;

/** Picks a region of a row, or no longer. Of one image at a time: another one begins anew. */
export function toggled(picked: Picked | null, row: PresenceRow, regionId: string): Picked | null {
  if (row.source === null) return picked;
  const before = picked !== null && isOf(picked, row) ? picked.regionIds : [];
  const regionIds = before.includes(regionId) ? before.filter((id) => id !== regionId) : [...before, regionId];
  return regionIds.length === 0 ? null : { accountId: row.accountId, rowId: row.id, source: row.source, name: row.name || row.source.key.id, regionIds };
}

/** Whether the source image of a row is no longer the one that was picked. */
const isOfAnother = (picked: Picked, row: PresenceRow): boolean => row.source?.key.id !== picked.source.key.id;

/** Whether what was picked is let go of because the row has got another source image. */
export function isReplaced(picked: Picked | null, rows: readonly PresenceRow[]): boolean {
  const row = rows.find((each) => isOf(picked, each));
  return picked !== null && row !== undefined && isOfAnother(picked, row);
}

/** What is left of it, in the order of the columns: a region that has got the image meanwhile needs no copy, and another
 *  source image is another pick. */
export function stillPicked(picked: Picked | null, rows: readonly PresenceRow[], regionIds: readonly string[]): Picked | null {
  const row = rows.find((each) => isOf(picked, each));
  if (picked === null || row?.source === undefined) return picked;
  if (row.source === null || isOfAnother(picked, row)) return null;
  const left = regionIds.filter((regionId, column) => picked.regionIds.includes(regionId) && canPick(row, row.cells[column]));
  return left.length === 0 ? null : { ...picked, source: row.source, regionIds: left };
}
