import { useQuery } from "@tanstack/react-query";
import type { RowKind } from "../backend/bindings/types";
import { syncQuery } from "../backend/queries";
import { useScope } from "../useScope";
import { isFirstReading } from "./failures";

/** True while an empty list of a kind says nothing, because its rows are being read for the first time. */
export function useFirstReading(kind: RowKind): boolean {
  const scope = useScope();
  const { data = false } = useQuery({ ...syncQuery, select: (sync) => isFirstReading(sync, scope, kind) });
  return data;
}
