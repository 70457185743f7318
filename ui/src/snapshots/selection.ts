import type { ResourceKey } from "../backend/bindings/types";
import { keyText, selectionStore } from "./view";

/** Checks or clears the box of some snapshots. */
export function check(keys: readonly ResourceKey[], checked: boolean): void {
  selectionStore.set((now) => {
    const next = new Map(now);
    for (const key of keys) {
      if (checked) next.set(keyText(key), key);
      else next.delete(keyText(key));
    }
    return next;
  });
}

export const isChecked = (key: ResourceKey): boolean => selectionStore.get().has(keyText(key));

export function clearSelection(): void {
  selectionStore.set(new Map());
}
