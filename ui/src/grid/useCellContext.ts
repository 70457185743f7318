import { useMemo } from "react";
import { useNow } from "../format/useNow";
import type { CellContext } from "./columnDef";

/** What cells need besides their row, the same value until something about it changes. */
export function useCellContext(search: string): CellContext {
  const now = useNow();
  return useMemo(() => ({ search, now }), [search, now]);
}
