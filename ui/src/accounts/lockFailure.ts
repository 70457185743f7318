import type { Account, Problem } from "../backend/bindings/types";
import { createStore } from "../store";
import type { LockChange } from "./lockChange";

export interface LockFailure {
  account: Account;
  change: LockChange;
  problem: Problem;
}

/** A lock that could not be changed, until a person has read it. The menu it was asked for in is closed by then. */
export const lockFailureStore = createStore<LockFailure | null>(null);
