import type { DraftCheck, Problem } from "../backend/bindings/types";
import type { NameState } from "./useNameChecks";

/** How old what is said at the last step is. */
export interface ReviewState {
  /** The cloud is being asked. */
  asking: boolean;
  /** When the cloud said the oldest part of it, milliseconds since the epoch; `null` when it never did. */
  at: number | null;
  /** Why the snapshots could not be asked for; then `at` is when they were listed last. */
  notAsked: Problem | null;
}

/** The age of a review: of its snapshots, and of the names that the cloud was asked for. */
export function reviewState(check: DraftCheck | undefined, isFetching: boolean, names: readonly NameState[]): ReviewState {
  const asking = isFetching || names.some((name) => name.asking);
  if (!check) return { asking, at: null, notAsked: null };
  if (check.notAsked || check.asOf === null) return { asking, at: check.asOf, notAsked: check.notAsked };
  return { asking, at: Math.min(check.asOf, ...names.filter(({ answer }) => answer !== null).map(({ at }) => at)), notAsked: null };
}
