import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { imagePresence } from "../backend/bindings/commands";
import type { PresenceSpec } from "../backend/bindings/types";
import { useScope } from "../useScope";
import { useStore } from "../useStore";
import { askedStore } from "./asked";

/** Lines are asked for so many at a time. */
const PAGE = 32;

/** The lines in sight and those near them. What was there before stays until they come. */
export function usePresence({ first, last }: { first: number; last: number }) {
  const scope = useScope();
  const { by, incomplete, search } = useStore(askedStore);
  const spec: PresenceSpec = { scope, by, incomplete, search: search.trim() };
  const from = Math.max(0, Math.floor(first / PAGE) - 1) * PAGE;
  const to = (Math.floor(last / PAGE) + 2) * PAGE;
  return useQuery({ queryKey: ["presence", spec, from, to], queryFn: () => imagePresence(spec, from, to), placeholderData: keepPreviousData });
}
