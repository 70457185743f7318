import type { ReplaceInstance } from "../backend/bindings/types";

/** What an instance is called: its name, or its id when it has none. */
export const nameOf = ({ row }: Pick<ReplaceInstance, "row">): string => row.name || row.key.id;

/** How large the system disks are together, GiB. */
export const systemGib = (instances: readonly ReplaceInstance[]): number => instances.reduce((sum, { systemSizeGib }) => sum + (systemSizeGib ?? 0), 0);
