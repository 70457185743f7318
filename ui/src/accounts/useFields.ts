import { useRef, useState } from "react";
import type { Problem } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";

const empty = (field: string): Problem => ({ code: "empty", field, params: {}, provider: null });

/**
 * The values of a form, what is wrong with each, and what came of the last try. Nothing typed is lost on a failure.
 * `fields` are those that can show an error of their own.
 */
export function useFields<T extends object, F extends string & keyof T>(start: T, fields: readonly F[]) {
  const [values, setValues] = useState(start);
  const [errors, setErrors] = useState<Partial<Record<F, Problem>>>({});
  const [refusals, setRefusals] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const edits = useRef(0);

  return {
    values,
    errors,
    problem,
    /** Counts the tries that came to nothing. */
    refusals,
    set: <K extends keyof T>(field: K, value: T[K]) => {
      edits.current += 1;
      setValues((before) => ({ ...before, [field]: value }));
      setErrors((before) => ({ ...before, [field]: undefined }));
      setProblem(null);
    },
    /** Which values these are: an answer to other values is an answer to another question. */
    edition: () => edits.current,
    /** Whether these fields are filled; marks those that are not. */
    complete: (needed: readonly F[]): boolean => {
      const missing = needed.filter((field) => String(values[field]).trim() === "");
      setErrors(Object.fromEntries(missing.map((field) => [field, empty(field)])) as Partial<Record<F, Problem>>);
      setProblem(null);
      if (missing.length > 0) setRefusals((before) => before + 1);
      return missing.length === 0;
    },
    /** Puts a failure at its field, or above the buttons. */
    refuse: (thrown: unknown, edition: number) => {
      const refusal = problemOf(thrown);
      const field = edition === edits.current ? fields.find((name) => name === refusal.field) : undefined;
      setProblem(refusal);
      setRefusals((before) => before + 1);
      if (field) setErrors({ [field]: refusal } as Partial<Record<F, Problem>>);
    },
  };
}
