import type { JobStep } from "../backend/bindings/types";

const provers = (steps: readonly JobStep[]): JobStep[] => steps.filter((step) => step.kind === "proveInstances").toSorted((a, b) => b.position - a.position);

/** The newest step that has compared. */
export const newestProof = (steps: readonly JobStep[]): JobStep | undefined => provers(steps).find((step) => step.state === "done");

/** The newest step that compares, whether it has or not. */
export const newestProver = (steps: readonly JobStep[]): JobStep | undefined => provers(steps)[0];
