import type { Problem } from "./bindings/types";

/** What a failed command throws: the core's own problem, or what went wrong between page and core. */
export class BackendProblem extends Error {
  override readonly name = "BackendProblem";

  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** The problem behind anything that was thrown. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof BackendProblem) return thrown.problem;
  return { code: "internal", field: null, params: {}, provider: null };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string" && "params" in value;
}
