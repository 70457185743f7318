import { invoke } from "@tauri-apps/api/core";
import { BackendProblem, isProblem, problemOf } from "./problem";

/** Calls a command of the shell. Throws BackendProblem. */
export async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw new BackendProblem(isProblem(thrown) ? thrown : problemOf(thrown));
  }
}
