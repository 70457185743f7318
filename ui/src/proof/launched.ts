import type { LaunchedInstance, LaunchedInstances } from "../backend/bindings/types";

/** Instances of a launch that run and are still there. */
export const runningOf = ({ instances }: LaunchedInstances): LaunchedInstance[] => instances.filter((instance) => instance.runningAt !== null && instance.gone === null);
