import type { ResourceKey } from "./bindings/types";

/** Names a row in one word. */
export const keyText = (key: ResourceKey): string => `${key.accountId}/${key.regionId}/${key.id}`;

export const sameKey = (a: ResourceKey | null, b: ResourceKey | null): boolean =>
  a === b || (a !== null && b !== null && a.id === b.id && a.regionId === b.regionId && a.accountId === b.accountId);
