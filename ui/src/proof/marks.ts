import type { FleetProof, ProvenInstance } from "../backend/bindings/types";
import type { Fleet } from "./launched";

/** How an instance stands in a stage of its launch. */
export type MarkKind = "filled" | "missing" | "differs" | "unread";

export const STAGES = ["requested", "created", "running", "proven"] as const;
export type Stage = (typeof STAGES)[number];

/** How an instance came out of a proof: equal only when every cell was read and is equal. */
export function markOf(proven: Pick<ProvenInstance, "cells" | "problem"> | undefined): MarkKind {
  if (!proven) return "missing";
  if (proven.cells.some((cell) => cell.mark === "different")) return "differs";
  return proven.problem || proven.cells.length === 0 || proven.cells.some((cell) => cell.mark === "unread") ? "unread" : "filled";
}

/** One mark for each instance that was asked for: an instance has the same place in every stage. */
export function marksOf({ asked, instances }: Pick<Fleet, "asked" | "instances">, proof: FleetProof | undefined): Record<Stage, MarkKind[]> {
  const proven = new Map(proof?.instances.map((instance) => [instance.id, instance]));
  const rest = Array.from({ length: Math.max(0, asked - instances.length) }, (): MarkKind => "missing");
  return {
    requested: Array.from({ length: Math.max(asked, instances.length) }, (): MarkKind => "filled"),
    created: [...instances.map((): MarkKind => "filled"), ...rest],
    running: [...instances.map(({ runningAt, gone }): MarkKind => (runningAt !== null && gone === null ? "filled" : "missing")), ...rest],
    proven: [...instances.map(({ id, gone }): MarkKind => (gone === null ? markOf(proven.get(id)) : "missing")), ...rest],
  };
}

export const countOf = (marks: readonly MarkKind[], kind: MarkKind): number => marks.filter((mark) => mark === kind).length;
