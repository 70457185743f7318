import type { ComparedRow, ImageComparison } from "../backend/bindings/types";
import type { Tone } from "../components/Status";

/** The rows of a comparison by what is to be done about them. What was not read stands with what differs. */
export interface Outcome {
  matters: readonly ComparedRow[];
  usual: readonly ComparedRow[];
  equal: readonly ComparedRow[];
  differ: { matters: number; usual: number };
  unread: number;
  verdict: "different" | "unread" | "usual" | "partly" | "alike";
  tone: Tone;
}

/** Never good while something is unread, or while only a name says that one is a copy of the other. */
export function outcomeOf({ rows, disks, notTold, relation }: ImageComparison): Outcome {
  const open = rows.filter((row) => row.mark !== "equal");
  const matters = open.filter((row) => row.matters);
  const usual = open.filter((row) => !row.matters);
  const count = (some: readonly ComparedRow[]) => some.filter((row) => row.mark === "different").length;
  const differ = { matters: count(matters), usual: count(usual) };
  const unread = open.length - differ.matters - differ.usual;
  const onlyByName = relation.kind === "copy" && relation.byName;
  const verdict = differ.matters > 0 || disks.some(({ mark }) => mark === "different") ? "different" : unread > 0 || disks.some(({ mark }) => mark === "unread") ? "unread" : notTold.length > 0 || onlyByName ? "partly" : differ.usual > 0 ? "usual" : "alike";
  const tone = verdict === "different" ? "warning" : verdict === "alike" || verdict === "usual" ? "good" : "idle";
  return { matters, usual, equal: rows.filter((row) => row.mark === "equal"), differ, unread, verdict, tone };
}

/** The other way round. */
export const swapped = (comparison: ImageComparison): ImageComparison => ({
  ...comparison,
  a: comparison.b,
  b: comparison.a,
  rows: comparison.rows.map((row) => ({ ...row, a: row.b, b: row.a })),
  disks: comparison.disks.map((disk) => ({ ...disk, a: disk.b, b: disk.a })),
});
