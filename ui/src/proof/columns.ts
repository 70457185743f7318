import type { FleetProof, ProofAttributeCode, ProofCell, ProvenInstance } from "../backend/bindings/types";
import { markOf } from "./marks";

/** What people look at first; the others are shown when one of their cells is not as asked for, or when they are wanted. */
const MAIN: readonly ProofAttributeCode[] = [
  "image",
  "instanceType",
  "diskCount",
  "content",
  "size",
  "category",
  "performanceLevel",
  "release",
  "keyPair",
  "securityGroups",
  "publicAddress",
  "tags",
];

/** More rows than these are folded when nothing is to be said of them. */
export const MOST_ROWS = 60;

/** Indexes of the attributes that are shown: the main ones, and every other one that is not equal everywhere. */
export const shownColumns = ({ attributes, instances }: FleetProof, all: boolean): number[] =>
  attributes.flatMap(({ code }, index) => (all || MAIN.includes(code) || instances.some(({ cells }) => (cells[index]?.mark ?? "unread") !== "equal" && cells.length > 0) ? [index] : []));

/** The instances that are shown: in a large fleet those that are not as asked for first, and as many of the others as there is room for. */
export function shownInstances(instances: readonly ProvenInstance[], all: boolean): ProvenInstance[] {
  if (all || instances.length <= MOST_ROWS) return [...instances];
  const wrong = instances.filter((instance) => markOf(instance) !== "filled");
  const room = Math.max(0, MOST_ROWS - wrong.length);
  const others = new Set(instances.filter((instance) => markOf(instance) === "filled").slice(0, room));
  return instances.filter((instance) => others.has(instance) || markOf(instance) !== "filled");
}

/** A cell of the table. */
export interface CellPlace {
  instanceId: string;
  attribute: ProofAttributeCode;
}

/** The instance and the cell at a place, when they are there. */
export function cellAt(proof: FleetProof, place: CellPlace | null): { instance: ProvenInstance; cell: ProofCell; asked: readonly string[]; attribute: ProofAttributeCode } | null {
  const instance = proof.instances.find(({ id }) => id === place?.instanceId);
  const index = proof.attributes.findIndex(({ code }) => code === place?.attribute);
  const cell = instance?.cells[index];
  const attribute = proof.attributes[index];
  return instance && cell && attribute ? { instance, cell, asked: cell.asked ?? attribute.asked, attribute: attribute.code } : null;
}

/** The first cell that differs, or else the first that was not read. */
export function firstToLookAt({ attributes, instances }: FleetProof): CellPlace | null {
  for (const mark of ["different", "unread"] as const) {
    for (const { id, cells } of instances) {
      const index = cells.findIndex((cell) => cell.mark === mark && cell.accepted === null);
      const code = attributes[index]?.code;
      if (code !== undefined) return { instanceId: id, attribute: code };
    }
  }
  return null;
}
